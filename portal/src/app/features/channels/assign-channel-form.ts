import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { AgentView, ConnectionView, DestinationView } from '@konstruct/api-client';
import { ErrorState, Icon, Skeleton } from '@konstruct/ui';
import { ChannelsApi } from '../../core/api/channels-api';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

const SEARCH_PAUSE_MS = 250;

/** A channel, and the employee that shall answer there. */
export interface ChannelChoice {
  readonly channel: DestinationView;
  readonly agent: AgentView;
}

/** Chooses a channel of a workspace, found by its name, and who answers there. */
@Component({
  selector: 'app-assign-channel-form',
  imports: [ErrorState, Icon, MatButton, MatFormField, MatHint, MatLabel, MatOption, MatSelect, Skeleton],
  providers: [provideFormDefaults()],
  templateUrl: './assign-channel-form.html',
  styleUrl: './assign-channel-form.scss',
})
export class AssignChannelForm {
  private readonly api = inject(ChannelsApi);
  private readonly tenant = inject(CurrentTenant);

  readonly connection = input.required<ConnectionView>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly chosen = output<ChannelChoice>();
  readonly cancelled = output();

  protected readonly search = signal('');
  protected readonly channel = signal<DestinationView | null>(null);
  protected readonly agentId = signal<string | null>(null);
  /** At first somebody else than who answers there anyway. */
  protected readonly agent = computed(
    () =>
      this.agents().find(({ id }) => id === this.agentId()) ??
      this.agents().find(({ id }) => id !== this.connection().agent_id) ??
      null,
  );
  private readonly connectionId = computed(() => this.connection().id);
  protected readonly channels = new RemoteData<DestinationView[]>(async () => {
    const page = await this.api.destinations(this.tenant.id(), this.connectionId(), this.search().trim());
    return page.items;
  });

  constructor() {
    effect((onCleanup) => {
      this.connectionId();
      const pause = this.search() ? SEARCH_PAUSE_MS : 0;
      const timer = setTimeout(() => void this.channels.refresh(), pause);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected typed(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }

  protected save(): void {
    const [channel, agent] = [this.channel(), this.agent()];
    if (channel && agent) this.chosen.emit({ channel, agent });
  }
}
