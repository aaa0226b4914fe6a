import type { WhatsAppChanges } from './whatsapp-changes';
import type { ChatPlace } from './whatsapp-changes';

/** WhatsApp takes the dots away when the answer comes or after 25 seconds. */
const TYPING_LIFETIME_MS = 25_000;

/** "typing…": shown in a chat until the business answers or time is up. Not kept on disk. */
export class TypingIndicators {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly changes: WhatsAppChanges) {
    changes.subscribe((change) => {
      if (change.kind === 'message_sent') this.stop(change.place);
    });
  }

  start(place: ChatPlace): void {
    this.stop(place);
    const timer = setTimeout(() => this.stop(place), TYPING_LIFETIME_MS);
    timer.unref();
    this.timers.set(keyOf(place), timer);
    this.changes.publish({ kind: 'chat_changed', place });
  }

  isTyping(place: ChatPlace): boolean {
    return this.timers.has(keyOf(place));
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private stop(place: ChatPlace): void {
    const timer = this.timers.get(keyOf(place));
    if (!timer) return;
    clearTimeout(timer);
    this.timers.delete(keyOf(place));
    this.changes.publish({ kind: 'chat_changed', place });
  }
}

function keyOf({ chat }: ChatPlace): string {
  return `${chat.numberId}/${chat.personId}`;
}
