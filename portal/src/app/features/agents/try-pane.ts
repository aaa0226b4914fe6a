import { Component, ElementRef, afterRenderEffect, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import type { ToolChoiceField, TryAgentView } from '@konstruct/api-client';
import { Avatar, Icon, MessageBubble, Money, Notice } from '@konstruct/ui';
import { DesignerDraft } from './agent-draft';
import { TryStore } from './try-store';

/** A chat with the draft as it stands in the form, saved or not, with what each reply costs. */
@Component({
  selector: 'app-try-pane',
  imports: [Avatar, Icon, MatButton, MatIconButton, MessageBubble, Money, Notice],
  providers: [TryStore],
  templateUrl: './try-pane.html',
  styleUrl: './try-pane.scss',
})
export class TryPane {
  private readonly log = viewChild.required<ElementRef<HTMLElement>>('log');
  protected readonly store = inject(TryStore);

  readonly draft = input.required<DesignerDraft>();
  readonly tools = input<readonly ToolChoiceField[]>([]);

  protected readonly trial = computed(() => ({ draft: this.draft(), tools: this.tools() }));
  protected readonly text = signal('');
  protected readonly name = computed(() => this.draft().name || 'Your employee');
  /** What is missing before the draft can answer at all. */
  protected readonly missing = computed(() => {
    const { name, model, instructions } = this.draft();
    const fields = [name ? '' : 'a name', instructions ? '' : 'instructions', model ? '' : 'a model'].filter(Boolean);
    return fields.join(' and ');
  });

  constructor() {
    afterRenderEffect(() => {
      this.store.turns();
      this.store.isThinking();
      this.store.growing();
      const log = this.log().nativeElement;
      log.scrollTop = log.scrollHeight;
    });
  }

  protected send(event: Event): void {
    event.preventDefault();
    const content = this.text().trim();
    if (content && !this.missing() && !this.store.isThinking()) {
      this.text.set('');
      this.store.ask(this.trial(), content);
    }
  }

  protected seconds(result: TryAgentView): string {
    return (result.latency_ms / 1000).toFixed(1);
  }

  protected typed(event: Event): void {
    this.text.set((event.target as HTMLTextAreaElement).value);
  }
}
