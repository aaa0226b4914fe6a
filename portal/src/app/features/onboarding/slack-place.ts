import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import type { ConnectionView, DestinationView } from '@konstruct/api-client';
import { ErrorState, Icon, Skeleton } from '@konstruct/ui';
import { RemoteData } from '../../core/state/remote-data';
import { OnboardingStore } from './onboarding-store';
import type { TestPlace } from './test-place';

const SEARCH_PAUSE_MS = 250;

/** Chooses the channel that the test message is posted in, found by its name. */
@Component({
  selector: 'app-slack-place',
  imports: [ErrorState, Icon, Skeleton],
  templateUrl: './slack-place.html',
  styleUrl: './slack-place.scss',
})
export class SlackPlace {
  private readonly store = inject(OnboardingStore);

  readonly connection = input.required<ConnectionView>();
  readonly chosen = output<TestPlace>();

  protected readonly search = signal('');
  protected readonly choice = signal<DestinationView | null>(null);
  private readonly connectionId = computed(() => this.connection().id);
  protected readonly destinations = new RemoteData<DestinationView[]>(() =>
    this.store.destinations(this.connectionId(), this.search().trim()),
  );

  constructor() {
    effect((onCleanup) => {
      this.connectionId();
      const pause = this.search() ? SEARCH_PAUSE_MS : 0;
      const timer = setTimeout(() => void this.destinations.refresh(), pause);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected typed(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value);
  }

  protected choose(destination: DestinationView): void {
    this.choice.set(destination);
    this.chosen.emit({ id: destination.id, name: `#${destination.name}` });
  }
}
