import type { Chats } from './chats';
import type { ChatMessage, MessageError } from './state/whatsapp-state';
import type { ChatPlace } from './whatsapp-changes';
import type { WhatsAppSettings } from './whatsapp-settings';

/** Lets time pass for messages that were accepted: sent, delivered and perhaps read, or failed. */
export class DeliveryClock {
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly chats: Chats,
    private readonly settings: WhatsAppSettings,
  ) {}

  follow(place: ChatPlace, message: ChatMessage, failure: MessageError | null): void {
    const { hasAutomaticStatuses, sentAfterMs, deliveredAfterMs, readAfterMs } = this.settings;
    if (!hasAutomaticStatuses) return;
    if (failure) {
      this.after(sentAfterMs, () => this.chats.advance(place, message, 'failed', [failure]));
      return;
    }
    this.after(sentAfterMs, () => this.chats.advance(place, message, 'sent'));
    this.after(deliveredAfterMs, () => this.chats.advance(place, message, 'delivered'));
    if (readAfterMs !== null) this.after(readAfterMs, () => this.chats.advance(place, message, 'read'));
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private after(delayMs: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      action();
    }, delayMs);
    timer.unref();
    this.timers.add(timer);
  }
}
