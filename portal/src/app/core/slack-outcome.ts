import { Component, effect, inject, input, signal } from '@angular/core';
import { Notice } from '@konstruct/ui';
import { SlackAppSetup } from './slack-app-setup';
import { SlackConnect } from './slack-connect';
import { SlackErrorWords } from './slack-errors';

/** How connecting Slack ended, as the address that Slack came back to says; used by the wizard and the channels page. */
@Component({
  selector: 'app-slack-outcome',
  imports: [Notice, SlackAppSetup],
  template: `
    @if (words(); as words) {
      <k-notice tone="danger" [heading]="words.heading">{{ words.text }}</k-notice>
    } @else if (slack.problem(); as problem) {
      <k-notice tone="danger" [heading]="problem.title">{{ problem.detail }}</k-notice>
      @if (problem.code === 'slack_not_configured') {
        <app-slack-app-setup />
      }
    } @else if (connectedWords()) {
      <k-notice tone="success" heading="Slack is connected">{{ connectedWords() }}</k-notice>
    }
  `,
  styles: `
    k-notice {
      margin-bottom: 16px;
    }
  `,
})
export class SlackOutcome {
  protected readonly slack = inject(SlackConnect);

  readonly errorCode = input<string>();
  readonly attemptId = input<string>();
  /** What to say after success; empty for nothing. */
  readonly connectedWords = input('');

  protected readonly words = signal<SlackErrorWords | null>(null);

  constructor() {
    effect(() => {
      const code = this.errorCode();
      if (code) {
        void this.slack.explain(code, this.attemptId()).then((words) => this.words.set(words));
      } else {
        this.words.set(null);
      }
    });
  }
}
