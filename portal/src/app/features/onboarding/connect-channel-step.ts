import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon, Notice, StatusBadge } from '@konstruct/ui';
import { ConnectionView } from '../../core/api/types';
import { SystemInfo } from '../../core/layout/system-info';
import { SlackConnect } from '../../core/slack-connect';
import { slackErrorWords } from '../../core/slack-errors';

/** First step: connect the Slack workspace in which the employee will answer. */
@Component({
  selector: 'app-connect-channel-step',
  imports: [Icon, MatButton, Notice, StatusBadge],
  templateUrl: './connect-channel-step.html',
  styleUrl: './connect-channel-step.scss',
})
export class ConnectChannelStep {
  protected readonly slack = inject(SlackConnect);
  protected readonly sandbox = inject(SystemInfo).sandbox;

  readonly connection = input.required<ConnectionView | null>();
  readonly justConnected = input.required<boolean>();
  readonly errorCode = input.required<string | undefined>();
  readonly next = output();

  protected readonly isConnected = computed(() => this.connection()?.status === 'connected');
  protected readonly error = computed(() => {
    const code = this.errorCode();
    return code ? slackErrorWords(code) : null;
  });
}
