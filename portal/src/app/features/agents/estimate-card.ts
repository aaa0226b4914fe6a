import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatSlider, MatSliderThumb } from '@angular/material/slider';
import { Money, Skeleton } from '@konstruct/ui';
import { DesignerDraft } from './agent-draft';
import { EstimateStore } from './estimate-store';

const PAUSE_MS = 400;
const LARGEST_VOLUME = 1_000_000;

/** Estimated cost per month for a volume of messages, kept in step with the form. */
@Component({
  selector: 'app-estimate-card',
  imports: [MatSlider, MatSliderThumb, Money, Skeleton],
  providers: [EstimateStore],
  templateUrl: './estimate-card.html',
  styleUrl: './estimate-card.scss',
})
export class EstimateCard {
  protected readonly store = inject(EstimateStore);

  readonly draft = input.required<DesignerDraft>();

  protected readonly volume = signal(500);
  protected readonly isReady = computed(() => this.draft().model !== '' && this.draft().max_reply_tokens > 0);
  /** Only what the cost depends on; typing a name must not ask the server again. */
  private readonly basis = computed(() => {
    const { provider, model, persona, instructions, max_reply_tokens, language } = this.draft();
    return JSON.stringify([provider, model, persona, instructions, max_reply_tokens, language, this.volume()]);
  });

  constructor() {
    effect((onCleanup) => {
      this.basis();
      if (!this.isReady()) return;
      const timer = setTimeout(() => untracked(() => this.refresh()), PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected refresh(): void {
    void this.store.update(this.draft(), this.volume());
  }

  protected changeVolume(event: Event): void {
    const value = Math.round(Number((event.target as HTMLInputElement).value));
    if (value >= 0) this.volume.set(Math.min(value, LARGEST_VOLUME));
  }
}
