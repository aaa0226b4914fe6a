import type { SlackChanges } from './slack-changes';
import type { SlackWorkspace } from './state/slack-state';

/** Slack takes a status away by itself when no message followed for two minutes. */
const STATUS_LIFETIME_MS = 2 * 60 * 1_000;

export interface ThreadStatus {
  channelId: string;
  threadTs: string;
  status: string;
  name: string;
}

/** "… is thinking": shown in a thread until the app answers, clears it or two minutes pass. Not kept on disk. */
export class ThreadStatuses {
  private readonly entries = new Map<string, ThreadStatus & { timer: NodeJS.Timeout }>();

  constructor(private readonly changes: SlackChanges) {
    changes.subscribe((change) => {
      if (change.kind !== 'message_posted' || change.message.author.kind !== 'app') return;
      this.clear(change.workspace, change.channel.id, change.message.threadTs ?? change.message.ts);
    });
  }

  set(workspace: SlackWorkspace, status: ThreadStatus): void {
    this.clear(workspace, status.channelId, status.threadTs);
    if (status.status === '') return;
    const key = statusKey(workspace, status.channelId, status.threadTs);
    const timer = setTimeout(() => this.clear(workspace, status.channelId, status.threadTs), STATUS_LIFETIME_MS);
    timer.unref();
    this.entries.set(key, { ...status, timer });
    this.changes.publish({ kind: 'status_changed', workspace });
  }

  list(workspace: SlackWorkspace): ThreadStatus[] {
    return [...this.entries.entries()]
      .filter(([key]) => key.startsWith(`${workspace.id}/`))
      .map(([, { channelId, threadTs, status, name }]) => ({ channelId, threadTs, status, name }));
  }

  close(): void {
    for (const entry of this.entries.values()) clearTimeout(entry.timer);
    this.entries.clear();
  }

  private clear(workspace: SlackWorkspace, channelId: string, threadTs: string): void {
    const key = statusKey(workspace, channelId, threadTs);
    const entry = this.entries.get(key);
    if (!entry) return;
    clearTimeout(entry.timer);
    this.entries.delete(key);
    this.changes.publish({ kind: 'status_changed', workspace });
  }
}

function statusKey(workspace: SlackWorkspace, channelId: string, threadTs: string): string {
  return `${workspace.id}/${channelId}/${threadTs}`;
}
