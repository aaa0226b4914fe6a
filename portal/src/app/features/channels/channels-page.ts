import { Component, DOCUMENT, Injector, afterNextRender, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ChannelAssignmentView, ConnectionView } from '@konstruct/api-client';
import { Confirm, EmptyState, ErrorState, Icon, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { Messages } from '../../core/layout/messages';
import { SystemInfo } from '../../core/layout/system-info';
import { CurrentTenant } from '../../core/session/current-tenant';
import { SlackAppSetup } from '../../core/slack-app-setup';
import { SlackConnect } from '../../core/slack-connect';
import { SlackOutcome } from '../../core/slack-outcome';
import { WhatsappConnectForm } from '../../core/whatsapp/whatsapp-connect-form';
import type { ChannelChoice } from './assign-channel-form';
import { ChannelsStore } from './channels-store';
import { ConnectionCard } from './connection-card';
import { WhatsappConnectionCard } from './whatsapp-connection-card';

/** The workspaces and numbers in which employees answer: health, repair, who answers, and disconnecting. */
@Component({
  selector: 'app-channels-page',
  imports: [
    ConnectionCard,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    Notice,
    PageHeader,
    Skeleton,
    SlackAppSetup,
    SlackOutcome,
    WhatsappConnectForm,
    WhatsappConnectionCard,
  ],
  providers: [ChannelsStore],
  templateUrl: './channels-page.html',
  styleUrl: './channels-page.scss',
})
export class ChannelsPage {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  private readonly sandbox = inject(SystemInfo).sandbox;
  protected readonly store = inject(ChannelsStore);
  protected readonly slackConnect = inject(SlackConnect);
  protected readonly tenant = inject(CurrentTenant);

  /** Set while a number is being connected: anew, or one that was here before. */
  protected readonly guided = signal<{ readonly earlier: ConnectionView | null } | null>(null);
  protected readonly isSettingUp = signal(false);
  /** Slack is played by the sandbox until this installation has an app of its own. */
  protected readonly canSetUp = computed(
    () => this.sandbox()?.slack === true && this.tenant.can('channels:write') && !this.slackConnect.problem(),
  );

  readonly slack = input<string>();
  readonly slack_error = input<string>();
  readonly slack_attempt = input<string>();

  protected readonly connectedWords = computed(() =>
    this.slack() === 'connected' ? 'Employees, threads and history are where they were.' : '',
  );

  protected async assign(connection: ConnectionView, agentId: string | null): Promise<void> {
    const before = connection.agent_id;
    if (!(await this.attempt(() => this.store.assign(connection.id, agentId)))) return;
    await this.messages.offerUndo(`${this.nameOf(agentId)} answers in ${connection.workspace_name} now.`, () =>
      this.attempt(() => this.store.assign(connection.id, before)),
    );
  }

  protected async assignChannel({ id }: ConnectionView, { channel, agent }: ChannelChoice): Promise<void> {
    if (!(await this.attempt(() => this.store.assignChannel(id, channel.id, agent.id)))) return;
    await this.messages.say(`${agent.name} answers in #${channel.name} now.`);
  }

  protected async removeAssignment(
    { id, agent_id: others }: ConnectionView,
    { channel_id: channelId, channel_name: channel, agent_id: agentId }: ChannelAssignmentView,
  ): Promise<void> {
    if (!(await this.attempt(() => this.store.removeAssignment(id, channelId)))) return;
    await this.messages.offerUndo(`${this.nameOf(others)} answers in ${channel} now.`, () =>
      this.attempt(() => this.store.assignChannel(id, channelId, agentId)),
    );
  }

  protected guide(earlier: ConnectionView | null): void {
    this.guided.set({ earlier });
    afterNextRender(() => this.document.getElementById('guide-heading')?.focus(), { injector: this.injector });
  }

  protected async whatsappConnected({ workspace_name: name }: ConnectionView): Promise<void> {
    this.guided.set(null);
    await this.store.refresh();
    await this.messages.say(`${name} is connected. Meta sends messages here now.`);
  }

  protected async disconnect(connection: ConnectionView): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Disconnect ${connection.workspace_name}?`,
      text: `Employees stop answering there at once. Conversations and costs so far stay, and you can connect again later.`,
      confirmLabel: 'Disconnect',
      isDestructive: true,
    });
    if (isSure && (await this.attempt(() => this.store.disconnect(connection.id)))) {
      await this.messages.say(`${connection.workspace_name} is disconnected.`);
    }
  }

  private nameOf(agentId: string | null): string {
    return this.store.channels()?.agents.find(({ id }) => id === agentId)?.name ?? 'Nobody';
  }

  private async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      await this.messages.complain(error);
      return false;
    }
  }
}
