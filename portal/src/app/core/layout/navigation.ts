import { Component, computed, inject, output } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Icon, IconName } from '@konstruct/ui';
import { Permission } from '@konstruct/contracts';
import { CurrentTenant } from '../session/current-tenant';
import { Session } from '../session/session';
import { NoticeBell } from '../notices/notice-bell';
import { SystemInfo } from './system-info';
import { TenantSwitcher } from './tenant-switcher';
import { UserMenu } from './user-menu';

interface Destination {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly permission?: Permission;
  /** For those who run the installation. */
  readonly isPlatform?: boolean;
}

const DESTINATIONS: readonly Destination[] = [
  { path: 'payroll', label: 'Payroll', icon: 'payments' },
  { path: 'usage', label: 'Usage', icon: 'bar_chart' },
  { path: 'budgets', label: 'Budgets', icon: 'savings' },
  { path: 'employees', label: 'Employees', icon: 'groups' },
  { path: 'conversations', label: 'Conversations', icon: 'forum' },
  { path: 'deliveries', label: 'Deliveries', icon: 'send' },
  { path: 'channels', label: 'Channels', icon: 'hub' },
  { path: 'billing', label: 'Billing', icon: 'receipt_long', permission: 'billing:manage' },
  { path: 'api-usage', label: 'API usage', icon: 'trending_up', permission: 'usage:read' },
  { path: 'audit', label: 'Audit', icon: 'history', permission: 'audit:read' },
  { path: 'settings', label: 'Settings', icon: 'settings' },
  { path: 'platform', label: 'Platform', icon: 'domain', isPlatform: true },
];

/** The business switcher, the places to go and the person's menu; the same in the side bar and in the drawer. */
@Component({
  selector: 'app-navigation',
  imports: [Icon, NoticeBell, RouterLink, RouterLinkActive, TenantSwitcher, UserMenu],
  templateUrl: './navigation.html',
  styleUrl: './navigation.scss',
})
export class Navigation {
  private readonly session = inject(Session);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly sandbox = inject(SystemInfo).sandbox;

  readonly navigated = output();

  protected readonly destinations = computed(() =>
    DESTINATIONS.filter(({ permission, isPlatform }) => {
      if (isPlatform) return this.session.isPlatformAdmin();
      return !permission || this.tenant.can(permission);
    }),
  );
  protected readonly sandboxed = computed(() => {
    const sandbox = this.sandbox();
    const parts = [
      sandbox?.slack ? 'Slack' : '',
      sandbox?.whatsapp ? 'WhatsApp' : '',
      sandbox?.stripe ? 'Stripe' : '',
      sandbox?.model ? 'the model' : '',
    ].filter(Boolean);
    const listed = new Intl.ListFormat('en').format(parts);
    return parts.length > 1 ? `${listed} are simulated.` : `Only ${parts[0] ?? 'one provider'} is simulated.`;
  });
}
