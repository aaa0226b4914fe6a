import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ConnectionView } from '@konstruct/api-client';
import { Icon, Notice, StatusBadge } from '@konstruct/ui';
import { SystemInfo } from '../../core/layout/system-info';
import { SlackConnect } from '../../core/slack-connect';
import { SlackOutcome } from '../../core/slack-outcome';

/** First step: connect the Slack workspace in which the employee will answer. */
@Component({
  selector: 'app-connect-channel-step',
  imports: [Icon, MatButton, Notice, SlackOutcome, StatusBadge],
  templateUrl: './connect-channel-step.html',
  styleUrl: './connect-channel-step.scss',
})
export class ConnectChannelStep {
  protected readonly slack = inject(SlackConnect);
  protected readonly sandbox = inject(SystemInfo).sandbox;

  readonly connection = input.required<ConnectionView | null>();
  readonly justConnected = input.required<boolean>();
  readonly errorCode = input.required<string | undefined>();
  readonly attemptId = input<string>();
  readonly next = output();

  protected readonly isConnected = computed(() => this.connection()?.status === 'connected');
  protected readonly connectedWords = computed(() => {
    const name = this.connection()?.workspace_name;
    return this.justConnected() && this.isConnected()
      ? `${name ?? 'The workspace'} is ready for its first employee.`
      : '';
  });
}
