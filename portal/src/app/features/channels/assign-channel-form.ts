import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { AgentView, ConnectionView, DestinationView } from '@konstruct/api-client';
import { Icon } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { SlackChannelPicker } from '../../core/slack-channels/slack-channel-picker';

/** A channel, and the employee that shall answer there. */
export interface ChannelChoice {
  readonly channel: DestinationView;
  readonly agent: AgentView;
}

/** Chooses a channel of a workspace, found by its name, and who answers there. */
@Component({
  selector: 'app-assign-channel-form',
  imports: [Icon, MatButton, MatFormField, MatHint, MatLabel, MatOption, MatSelect, SlackChannelPicker],
  providers: [provideFormDefaults()],
  templateUrl: './assign-channel-form.html',
  styleUrl: './assign-channel-form.scss',
})
export class AssignChannelForm {
  readonly connection = input.required<ConnectionView>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly chosen = output<ChannelChoice>();
  readonly cancelled = output();

  protected readonly channel = signal<DestinationView | null>(null);
  protected readonly agentId = signal<string | null>(null);
  /** At first somebody else than who answers there anyway. */
  protected readonly agent = computed(
    () =>
      this.agents().find(({ id }) => id === this.agentId()) ??
      this.agents().find(({ id }) => id !== this.connection().agent_id) ??
      null,
  );

  protected save(): void {
    const [channel, agent] = [this.channel(), this.agent()];
    if (channel && agent) this.chosen.emit({ channel, agent });
  }
}
