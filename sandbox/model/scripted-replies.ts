interface ScriptedReply {
  match: string | null;
  text: string;
  remaining: number;
}

/** Replies that a test laid down: used before the model thinks for itself, oldest first. */
export class ScriptedReplies {
  private replies: ScriptedReply[] = [];

  /** Without `match` the reply fits every message; without `count` it is used once. */
  add(reply: { match?: string; text: string; count?: number }): void {
    this.replies.push({ match: reply.match ?? null, text: reply.text, remaining: reply.count ?? 1 });
  }

  take(lastUserText: string): string | null {
    const wanted = lastUserText.toLowerCase();
    const reply = this.replies.find(({ match }) => match === null || wanted.includes(match.toLowerCase()));
    if (!reply) return null;
    reply.remaining -= 1;
    this.replies = this.replies.filter(({ remaining }) => remaining > 0);
    return reply.text;
  }

  list(): ScriptedReply[] {
    return [...this.replies];
  }

  clear(): void {
    this.replies = [];
  }
}
