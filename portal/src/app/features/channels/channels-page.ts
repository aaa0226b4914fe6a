import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import type { ConnectionView } from '@konstruct/api-client';
import { Confirm, EmptyState, ErrorState, Icon, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { toProblem } from '../../core/errors/problem';
import { CurrentTenant } from '../../core/session/current-tenant';
import { SlackConnect } from '../../core/slack-connect';
import { SlackOutcome } from '../../core/slack-outcome';
import { ChannelsStore } from './channels-store';
import { ConnectionCard } from './connection-card';

/** The workspaces in which employees answer: health, repair, who answers, and disconnecting. */
@Component({
  selector: 'app-channels-page',
  imports: [ConnectionCard, EmptyState, ErrorState, Icon, MatButton, Notice, PageHeader, Skeleton, SlackOutcome],
  providers: [ChannelsStore],
  templateUrl: './channels-page.html',
  styleUrl: './channels-page.scss',
})
export class ChannelsPage {
  private readonly confirm = inject(Confirm);
  private readonly snackBar = inject(MatSnackBar);
  protected readonly store = inject(ChannelsStore);
  protected readonly slackConnect = inject(SlackConnect);
  protected readonly tenant = inject(CurrentTenant);

  readonly slack = input<string>();
  readonly slack_error = input<string>();
  readonly slack_attempt = input<string>();

  protected readonly connectedWords = computed(() =>
    this.slack() === 'connected' ? 'Employees, threads and history are where they were.' : '',
  );

  protected async assign(connection: ConnectionView, agentId: string | null): Promise<void> {
    const before = connection.agent_id;
    if (!(await this.attempt(() => this.store.assign(connection.id, agentId)))) return;
    const name = this.store.channels()?.agents.find(({ id }) => id === agentId)?.name ?? 'Nobody';
    const message = this.snackBar.open(`${name} answers in ${connection.workspace_name} now.`, 'Undo', {
      duration: 8000,
    });
    message.onAction().subscribe(() => void this.attempt(() => this.store.assign(connection.id, before)));
  }

  protected async disconnect(connection: ConnectionView): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Disconnect ${connection.workspace_name}?`,
      text: `Employees stop answering there at once. Conversations and costs so far stay, and you can connect the workspace again later.`,
      confirmLabel: 'Disconnect',
      isDestructive: true,
    });
    if (isSure && (await this.attempt(() => this.store.disconnect(connection.id)))) {
      this.snackBar.open(`${connection.workspace_name} is disconnected.`, 'Close', { duration: 5000 });
    }
  }

  private async attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.snackBar.open(toProblem(error).message, 'Close');
      return false;
    }
  }
}
