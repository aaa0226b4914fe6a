import { SnapshotFile } from '../../state/snapshot-file';
import { SlackChanges } from '../slack-changes';
import { formatTs } from '../timestamps';
import { seedState } from './seed';
import type { SlackChannel, SlackMessage, SlackState, SlackUser, SlackWorkspace } from './slack-state';
import { createWorkspace, type WorkspaceDraft } from './workspace-factory';

/**
 * All workspaces of the sandbox: where state is looked up, and the one place that knows it must be kept. Those who
 * change something publish it through `changes`, which also schedules the snapshot.
 */
export class SlackWorld {
  readonly changes = new SlackChanges();
  private state: SlackState;
  private readonly file: SnapshotFile;

  constructor(
    dataDir: string | null,
    readonly now: () => number = Date.now,
  ) {
    this.file = new SnapshotFile(dataDir, 'slack', () => this.state);
    const kept = this.file.read();
    this.state = isSlackState(kept) ? kept : seedState(this.now());
    this.changes.subscribe(() => this.keep());
  }

  get workspaces(): SlackWorkspace[] {
    return this.state.workspaces;
  }

  get codes(): SlackState['codes'] {
    return this.state.codes;
  }

  findWorkspace(teamId: string): SlackWorkspace | undefined {
    return this.state.workspaces.find((workspace) => workspace.id === teamId);
  }

  addWorkspace(draft: WorkspaceDraft): SlackWorkspace {
    const workspace = createWorkspace(draft, this.now());
    this.state.workspaces.push(workspace);
    this.changes.publish({ kind: 'workspace_changed', workspace });
    return workspace;
  }

  /** A timestamp that no other message of the workspace has, even within one microsecond. */
  nextTs(workspace: SlackWorkspace): string {
    workspace.lastTsMicros = Math.max(this.now() * 1_000, workspace.lastTsMicros + 1);
    return formatTs(workspace.lastTsMicros);
  }

  /** Back to the seed: every workspace, message, token and code of before is gone. */
  reset(): void {
    this.state = seedState(this.now());
    for (const workspace of this.state.workspaces) this.changes.publish({ kind: 'workspace_changed', workspace });
  }

  /** For changes that nobody needs to hear of, such as a code that was issued. */
  keep(): void {
    this.file.schedule();
  }

  close(): void {
    this.file.flush();
  }
}

function isSlackState(value: unknown): value is SlackState {
  return typeof value === 'object' && value !== null && (value as { version?: unknown }).version === 1;
}

export function findChannel(workspace: SlackWorkspace, channelId: string): SlackChannel | undefined {
  return workspace.channels.find((channel) => channel.id === channelId);
}

export function findUser(workspace: SlackWorkspace, userId: string): SlackUser | undefined {
  return workspace.users.find((user) => user.id === userId);
}

export function messagesOf(workspace: SlackWorkspace, channelId: string): SlackMessage[] {
  return (workspace.messages[channelId] ??= []);
}

export function findMessage(workspace: SlackWorkspace, channelId: string, ts: string): SlackMessage | undefined {
  return messagesOf(workspace, channelId).find((message) => message.ts === ts);
}

export function isBotMember(workspace: SlackWorkspace, channel: SlackChannel): boolean {
  return workspace.installation !== null && channel.memberIds.includes(workspace.bot.userId);
}
