import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { AgentView, ChannelAssignmentView, ConnectionView } from '@konstruct/api-client';
import { Icon, Notice, StatusBadge } from '@konstruct/ui';
import { ChannelLogo } from '../../core/channel-logo';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import type { ChannelChoice } from './assign-channel-form';
import { ChannelAssignments } from './channel-assignments';
import { CONNECTION_STATUS, WORRYING_FAILURE_RATE } from './connection-words';

/** One Slack workspace: whether it works, what goes in and out, and who answers there. */
@Component({
  selector: 'app-connection-card',
  imports: [
    AgoPipe,
    ChannelAssignments,
    ChannelLogo,
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    StatusBadge,
    TenantTimePipe,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './connection-card.html',
  styleUrl: './connection-card.scss',
})
export class ConnectionCard {
  protected readonly tenant = inject(CurrentTenant);
  protected readonly numbers = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

  readonly connection = input.required<ConnectionView>();
  readonly assignments = input.required<readonly ChannelAssignmentView[]>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly isLeaving = input.required<boolean>();
  readonly assigned = output<string | null>();
  readonly channelAssigned = output<ChannelChoice>();
  readonly assignmentRemoved = output<ChannelAssignmentView>();
  readonly reconnect = output();
  readonly disconnected = output();

  protected readonly status = computed(() => CONNECTION_STATUS[this.connection().status]);
  protected readonly isWorking = computed(() => this.connection().status === 'connected');
  protected readonly failsOften = computed(() => this.connection().failure_rate >= WORRYING_FAILURE_RATE);
}
