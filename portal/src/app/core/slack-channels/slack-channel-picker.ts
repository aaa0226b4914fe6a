import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import type { ConnectionView, DestinationView } from '@konstruct/api-client';
import { ErrorState, Icon, Skeleton } from '@konstruct/ui';
import { ChannelsApi } from '../api/channels-api';
import { CurrentTenant } from '../session/current-tenant';
import { RemoteData } from '../state/remote-data';

const SEARCH_PAUSE_MS = 250;
let pickers = 0;

/** A channel of a Slack workspace, found by its name. */
@Component({
  selector: 'app-slack-channel-picker',
  imports: [ErrorState, Icon, Skeleton],
  templateUrl: './slack-channel-picker.html',
  styleUrl: './slack-channel-picker.scss',
})
export class SlackChannelPicker {
  private readonly api = inject(ChannelsApi);
  private readonly tenant = inject(CurrentTenant);

  readonly connection = input.required<ConnectionView>();
  /** What the channel is for, for screen readers. */
  readonly label = input('Channel');
  readonly chosen = output<DestinationView>();

  protected readonly group = `slack-channel-${++pickers}`;
  protected readonly search = signal('');
  protected readonly choice = signal<DestinationView | null>(null);
  private readonly connectionId = computed(() => this.connection().id);
  protected readonly channels = new RemoteData<readonly DestinationView[]>(async () => {
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

  protected choose(channel: DestinationView): void {
    this.choice.set(channel);
    this.chosen.emit(channel);
  }
}
