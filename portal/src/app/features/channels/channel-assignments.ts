import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { AgentView, ChannelAssignmentView, ConnectionView } from '@konstruct/api-client';
import { Avatar, Icon } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AssignChannelForm, ChannelChoice } from './assign-channel-form';

interface Row {
  readonly assignment: ChannelAssignmentView;
  /** Null when the employee has left. */
  readonly agent: AgentView | null;
}

/** Several employees in one workspace: who answers in which channel, and who everywhere else. */
@Component({
  selector: 'app-channel-assignments',
  imports: [AssignChannelForm, Avatar, Icon, MatButton, MatIconButton],
  templateUrl: './channel-assignments.html',
  styleUrl: './channel-assignments.scss',
})
export class ChannelAssignments {
  protected readonly tenant = inject(CurrentTenant);

  readonly connection = input.required<ConnectionView>();
  readonly assignments = input.required<readonly ChannelAssignmentView[]>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly assigned = output<ChannelChoice>();
  readonly removed = output<ChannelAssignmentView>();

  protected readonly isAdding = signal(false);
  protected readonly canAdd = computed(
    () => this.tenant.can('channels:write') && this.connection().status === 'connected' && this.agents().length > 0,
  );
  protected readonly rows = computed<readonly Row[]>(() =>
    this.assignments().map((assignment) => ({
      assignment,
      agent: this.agents().find(({ id }) => id === assignment.agent_id) ?? null,
    })),
  );
  protected readonly everywhereElse = computed(
    () => this.agents().find(({ id }) => id === this.connection().agent_id)?.name ?? 'Nobody',
  );

  protected assign(choice: ChannelChoice): void {
    this.isAdding.set(false);
    this.assigned.emit(choice);
  }
}
