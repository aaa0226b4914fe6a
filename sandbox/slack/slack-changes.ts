import type { SlackChannel, SlackMessage, SlackWorkspace } from './state/slack-state';

interface InWorkspace {
  workspace: SlackWorkspace;
}

interface InChannel extends InWorkspace {
  channel: SlackChannel;
}

/** Something that happened in a workspace; the live pages and the Events API both listen. */
export type SlackChange =
  | (InChannel & { kind: 'message_posted'; message: SlackMessage })
  | (InChannel & { kind: 'message_edited'; message: SlackMessage; previous: SlackMessage })
  | (InChannel & { kind: 'message_deleted'; previous: SlackMessage })
  | (InChannel & { kind: 'member_joined'; userId: string; inviterId: string | null })
  | (InChannel & { kind: 'member_left'; userId: string })
  | (InChannel & { kind: 'reaction_added'; message: SlackMessage; userId: string; reaction: string })
  | (InWorkspace & { kind: 'app_installed' })
  | (InWorkspace & { kind: 'app_uninstalled' })
  | (InWorkspace & { kind: 'tokens_revoked'; botUserIds: string[]; userIds: string[] })
  | (InWorkspace & { kind: 'status_changed' })
  | (InWorkspace & { kind: 'workspace_changed' });

type Listener = (change: SlackChange) => void;

/** Tells every listener what happened, in order and within the same turn. */
export class SlackChanges {
  private readonly listeners = new Set<Listener>();

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publish(change: SlackChange): void {
    for (const listener of this.listeners) listener(change);
  }
}
