import { SnapshotFile } from '../../state/snapshot-file';
import { newConversationId, userIdOf } from '../ids';
import { WhatsAppChanges, type ChatPlace } from '../whatsapp-changes';
import { createAccount, type AccountDraft, type NewAccount } from './account-factory';
import { seedState } from './seed';
import type {
  BusinessAccount,
  BusinessNumber,
  Chat,
  ChatMessage,
  GraphToken,
  MetaApp,
  Person,
  WhatsAppState,
} from './whatsapp-state';

/**
 * Everything that the sandbox knows of WhatsApp: where state is looked up, and the one place that knows it must be kept.
 * Those who change something publish it through `changes`, which also schedules the snapshot.
 */
export class WhatsAppWorld {
  readonly changes = new WhatsAppChanges();
  private state: WhatsAppState;
  private readonly file: SnapshotFile;

  constructor(
    dataDir: string | null,
    readonly now: () => number = Date.now,
  ) {
    this.file = new SnapshotFile(dataDir, 'whatsapp', () => this.state);
    const kept = this.file.read();
    this.state = isWhatsAppState(kept) ? kept : seedState(this.now());
    this.changes.subscribe(() => this.keep());
  }

  get people(): Person[] {
    return this.state.people;
  }

  get accounts(): BusinessAccount[] {
    return this.state.accounts;
  }

  get tokens(): GraphToken[] {
    return this.state.tokens;
  }

  get kits(): WhatsAppState['kits'] {
    return this.state.kits;
  }

  get chats(): Chat[] {
    return this.state.chats;
  }

  get media(): WhatsAppState['media'] {
    return this.state.media;
  }

  findApp(id: string): MetaApp | undefined {
    return this.state.apps.find((app) => app.id === id);
  }

  findAccount(id: string): BusinessAccount | undefined {
    return this.accounts.find((account) => account.id === id);
  }

  findNumber(id: string): { account: BusinessAccount; number: BusinessNumber } | undefined {
    for (const account of this.accounts) {
      const number = account.numbers.find((candidate) => candidate.id === id);
      if (number) return { account, number };
    }
    return undefined;
  }

  findPerson(id: string): Person | undefined {
    return this.people.find((person) => person.id === id);
  }

  findPersonByPhone(digits: string): Person | undefined {
    return this.people.find((person) => person.phone === digits);
  }

  findPersonByUserId(account: BusinessAccount, userId: string): Person | undefined {
    return this.people.find((person) => userIdOf(person, account) === userId);
  }

  /** The chat of a person with a number, begun when there is none. */
  placeOf(account: BusinessAccount, number: BusinessNumber, person: Person): ChatPlace {
    const existing = this.chats.find(({ numberId, personId }) => numberId === number.id && personId === person.id);
    if (existing) return { account, number, person, chat: existing };
    const chat: Chat = {
      numberId: number.id,
      personId: person.id,
      messages: [],
      lastInboundAt: null,
      conversationId: newConversationId(),
    };
    this.chats.push(chat);
    return { account, number, person, chat };
  }

  findMessage(numberId: string, messageId: string): { place: ChatPlace; message: ChatMessage } | undefined {
    const found = this.findNumber(numberId);
    if (!found) return undefined;
    for (const chat of this.chats.filter((candidate) => candidate.numberId === numberId)) {
      const message = chat.messages.find(({ id }) => id === messageId);
      const person = this.findPerson(chat.personId);
      if (message && person) return { place: { ...found, person, chat }, message };
    }
    return undefined;
  }

  addAccount(draft: AccountDraft): NewAccount {
    const made = createAccount(draft, this.now());
    this.state.accounts.push(made.account);
    this.state.apps.push(made.app);
    this.state.tokens.push(made.token);
    this.state.kits.push(made.kit);
    this.changes.publish({ kind: 'everything_changed' });
    return made;
  }

  addPerson(person: Person): Person {
    this.state.people.push(person);
    this.changes.publish({ kind: 'everything_changed' });
    return person;
  }

  /** Back to the seed: every account, chat and token of before is gone. */
  reset(): void {
    this.state = seedState(this.now());
    this.changes.publish({ kind: 'everything_changed' });
  }

  /** For changes that nobody needs to hear of, such as a file that was uploaded. */
  keep(): void {
    this.file.schedule();
  }

  close(): void {
    this.file.flush();
  }
}

function isWhatsAppState(value: unknown): value is WhatsAppState {
  return typeof value === 'object' && value !== null && (value as { version?: unknown }).version === 1;
}
