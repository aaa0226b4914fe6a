import { Component, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgentView, ChannelAssignmentView, ConnectionView } from '@konstruct/api-client';
import { Icon, Notice } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import type { ChannelChoice } from './assign-channel-form';
import { ChannelAssignments } from './channel-assignments';
import { ConnectionFrame } from './connection-frame';

/** One Slack workspace: what it lets the app do, and who answers in which channel. */
@Component({
  selector: 'app-connection-card',
  imports: [ChannelAssignments, ConnectionFrame, Icon, MatButton, Notice, TenantTimePipe],
  templateUrl: './connection-card.html',
  styleUrls: ['./connection-figure.scss'],
})
export class ConnectionCard {
  protected readonly tenant = inject(CurrentTenant);

  readonly connection = input.required<ConnectionView>();
  readonly assignments = input.required<readonly ChannelAssignmentView[]>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly isLeaving = input.required<boolean>();
  readonly assigned = output<string | null>();
  readonly channelAssigned = output<ChannelChoice>();
  readonly assignmentRemoved = output<ChannelAssignmentView>();
  readonly reconnect = output();
  readonly disconnected = output();
}
