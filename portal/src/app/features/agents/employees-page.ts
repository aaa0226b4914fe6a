import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState, ErrorState, Icon, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { EmployeeList } from './employee-list';
import { EmployeesStore } from './employees-store';

/** All employees with their state, and those who have left. */
@Component({
  selector: 'app-employees-page',
  imports: [EmployeeList, EmptyState, ErrorState, Icon, MatButton, Notice, PageHeader, RouterLink, Skeleton],
  providers: [EmployeesStore],
  templateUrl: './employees-page.html',
  styleUrl: './employees-page.scss',
})
export class EmployeesPage {
  protected readonly store = inject(EmployeesStore);
  protected readonly tenant = inject(CurrentTenant);
}
