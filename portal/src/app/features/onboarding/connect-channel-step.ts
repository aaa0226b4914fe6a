import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ConnectionView } from '@konstruct/api-client';
import { Icon, Notice, StatusBadge } from '@konstruct/ui';
import { ChannelLogo } from '../../core/channel-logo';
import { SystemInfo } from '../../core/layout/system-info';
import { SlackConnect } from '../../core/slack-connect';
import { SlackOutcome } from '../../core/slack-outcome';
import { WhatsappConnectForm } from '../../core/whatsapp/whatsapp-connect-form';

/** First step: choose where the employee will answer, and connect it: a Slack workspace or a WhatsApp number. */
@Component({
  selector: 'app-connect-channel-step',
  imports: [ChannelLogo, Icon, MatButton, Notice, SlackOutcome, StatusBadge, WhatsappConnectForm],
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
  /** A number was connected: what the wizard shows has to be looked up. */
  readonly changed = output();

  protected readonly isGuiding = signal(false);
  private readonly hasConnectedNumber = signal(false);
  protected readonly isConnected = computed(() => this.connection()?.status === 'connected');
  protected readonly isWhatsappFresh = computed(() => this.hasConnectedNumber() && this.isConnected());
  protected readonly connectedWords = computed(() => {
    const name = this.connection()?.workspace_name;
    return this.justConnected() && this.isConnected()
      ? `${name ?? 'The workspace'} is ready for its first employee.`
      : '';
  });

  protected whatsappConnected(): void {
    this.isGuiding.set(false);
    this.hasConnectedNumber.set(true);
    this.changed.emit();
  }
}
