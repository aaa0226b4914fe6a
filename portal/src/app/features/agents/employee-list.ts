import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AgentView } from '@konstruct/api-client';
import { Avatar, StatusBadge } from '@konstruct/ui';
import { AGENT_STATUS } from '../../core/agent-status';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { AgentMenu } from './agent-menu';

/** Employees one below the other: who, in which state and why, on which model, since when. */
@Component({
  selector: 'app-employee-list',
  imports: [AgentMenu, Avatar, RouterLink, StatusBadge, TenantTimePipe],
  templateUrl: './employee-list.html',
  styleUrl: './employee-list.scss',
})
export class EmployeeList {
  protected readonly tenant = inject(CurrentTenant);
  protected readonly status = AGENT_STATUS;

  readonly agents = input.required<readonly AgentView[]>();
  readonly label = input.required<string>();
  readonly changed = output();
}
