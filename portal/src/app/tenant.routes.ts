import { inject } from '@angular/core';
import { Routes } from '@angular/router';
import { MONEY_DISPLAY } from '@konstruct/ui';
import { Shell } from './core/layout/shell';
import { CurrentTenant } from './core/session/current-tenant';
import { requirePlatformAdmin } from './core/session/session.guards';
import { keepUnsavedChanges } from './features/agents/unsaved-changes.guard';

/** Pages of one business, inside the shell. */
export const tenantRoutes: Routes = [
  {
    path: '',
    component: Shell,
    providers: [{ provide: MONEY_DISPLAY, useFactory: () => inject(CurrentTenant).moneyDisplay }],
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'payroll' },
      {
        path: 'payroll',
        title: 'Payroll',
        loadComponent: () => import('./features/payroll/payroll-page').then((file) => file.PayrollPage),
      },
      {
        path: 'payroll/:agentId/payslip/:month',
        title: 'Payslip',
        loadComponent: () => import('./features/payroll/payslip-page').then((file) => file.PayslipPage),
      },
      {
        path: 'budgets',
        title: 'Budgets',
        loadComponent: () => import('./features/budgets/budgets-page').then((file) => file.BudgetsPage),
      },
      {
        path: 'usage/reconciliations',
        title: 'Invoices of providers',
        loadComponent: () =>
          import('./features/reconciliation/reconciliations-page').then((file) => file.ReconciliationsPage),
      },
      {
        path: 'usage/reconciliations/:reconciliationId',
        title: 'Invoice of a provider',
        loadComponent: () =>
          import('./features/reconciliation/reconciliation-page').then((file) => file.ReconciliationDetailPage),
      },
      {
        path: 'usage/prices',
        title: 'Prices',
        loadComponent: () => import('./features/prices/prices-page').then((file) => file.PricesPage),
      },
      {
        path: 'usage/calls',
        title: 'Single calls',
        loadComponent: () => import('./features/usage/usage-calls-page').then((file) => file.UsageCallsPage),
      },
      {
        path: 'usage',
        title: 'Usage',
        loadComponent: () => import('./features/usage/usage-page').then((file) => file.UsagePage),
      },
      {
        path: 'onboarding',
        title: 'Get started',
        loadChildren: () => import('./features/onboarding/onboarding.routes').then((file) => file.onboardingRoutes),
      },
      {
        path: 'employees',
        title: 'Employees',
        loadComponent: () => import('./features/agents/employees-page').then((file) => file.EmployeesPage),
      },
      {
        path: 'employees/new',
        title: 'Hire an employee',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./features/agents/hire-page').then((file) => file.HirePage),
      },
      {
        path: 'employees/:agentId',
        title: 'Employee',
        canDeactivate: [keepUnsavedChanges],
        loadComponent: () => import('./features/agents/employee-page').then((file) => file.EmployeePage),
      },
      {
        path: 'conversations',
        title: 'Conversations',
        loadComponent: () =>
          import('./features/conversations/conversations-page').then((file) => file.ConversationsPage),
        children: [
          {
            path: ':conversationId',
            loadComponent: () =>
              import('./features/conversations/conversation-thread').then((file) => file.ConversationThread),
          },
        ],
      },
      {
        path: 'deliveries',
        title: 'Deliveries',
        loadComponent: () => import('./features/deliveries/deliveries-page').then((file) => file.DeliveriesPage),
      },
      {
        path: 'channels',
        title: 'Channels',
        loadComponent: () => import('./features/channels/channels-page').then((file) => file.ChannelsPage),
      },
      {
        path: 'billing',
        title: 'Billing',
        loadComponent: () => import('./features/billing/billing-page').then((file) => file.BillingPage),
      },
      {
        path: 'api-usage',
        title: 'API usage',
        loadComponent: () => import('./features/metering/api-usage-page').then((file) => file.ApiUsagePage),
      },
      {
        path: 'platform',
        title: 'Platform',
        canActivate: [requirePlatformAdmin],
        loadComponent: () => import('./features/platform/platform-page').then((file) => file.PlatformPage),
      },
      {
        path: 'audit',
        title: 'Audit',
        loadComponent: () => import('./features/audit/audit-page').then((file) => file.AuditPage),
      },
      {
        path: 'settings',
        loadChildren: () => import('./features/settings/settings.routes').then((file) => file.settingsRoutes),
      },
    ],
  },
];
