import { Injectable, Logger } from '@nestjs/common';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type {
  ChannelDriver,
  ChannelOutlet,
  OpenedPlace,
  Opening,
  OpeningWords,
  OutgoingMessage,
} from '../messaging/channel-driver';
import type { Picture } from '../messaging/picture';
import { isWindowOpen } from './service-window';
import type { WhatsappContact } from './whatsapp-contact.entity';
import { WhatsappContacts } from './whatsapp-contacts';
import { WhatsappFiles } from './whatsapp-files';
import { splitForWhatsapp } from './whatsapp-format';
import { WhatsappGateway, type WhatsappRecipient, type WhatsappSession } from './whatsapp-gateway';
import { digitsOf } from './phone-number';
import { WhatsappSendError } from './whatsapp-send-error';
import { WhatsappSessions } from './whatsapp-sessions';

/** How long Meta's word on a message is awaited whose answer never came. */
const STATUS_WAIT_MS = 5 * 60 * 1_000;
/** The template that every account is given, which may be sent at any time. */
const HELLO_WORLD = { name: 'hello_world', language: 'en_US' };

/** WhatsApp as one channel among others: a place is a contact, a message's id Meta's wamid. */
@Injectable()
export class WhatsappDriver implements ChannelDriver {
  private readonly logger = new Logger(WhatsappDriver.name);

  constructor(
    private readonly database: Database,
    private readonly sessions: WhatsappSessions,
    private readonly gateway: WhatsappGateway,
    private readonly contacts: WhatsappContacts,
    private readonly files: WhatsappFiles,
    private readonly clock: Clock,
  ) {}

  async outlet(transaction: TenantTransaction, connectionId: string, placeId: string): Promise<ChannelOutlet> {
    const [connection, contact] = await Promise.all([
      this.sessions.read(transaction, connectionId),
      this.contacts.find(transaction, placeId),
    ]);
    const { context } = transaction;
    const open = (): Promise<WhatsappSession> => this.sessions.open(context, connection);
    return {
      post: async (message) => this.post(await open(), contact, message),
      findReply: (search) => this.findReply(search),
      showThinking: ({ externalId }) => this.showThinking(connectionId, open, externalId),
    };
  }

  async placeName(context: TenantContext, connectionId: string, placeId: string): Promise<string> {
    const phone = digitsOf(placeId);
    if (phone) return `+${phone}`;
    const contact = await this.database.inTenant(context, (transaction) => this.contacts.find(transaction, placeId));
    return contact?.name ?? placeId;
  }

  fetchPicture(context: TenantContext, connectionId: string, pictureId: string): Promise<Picture | null> {
    return this.files.fetchPicture(context, connectionId, pictureId);
  }

  /** Outside the 24 hours only the template goes, whatever an employee would like to say. */
  async openingWords(context: TenantContext, connectionId: string, { placeId, text }: OpeningWords): Promise<string> {
    const phone = digitsOf(placeId);
    const contact = phone
      ? await this.database.inTenant(context, (transaction) =>
          this.contacts.meet(transaction, connectionId, { userId: null, phone }, null),
        )
      : null;
    if (!contact || isWindowOpen(contact.lastInboundAt, this.clock.now())) return text;
    return `[Template "${HELLO_WORLD.name}"]\n${await this.templateBody(context, connectionId)}`.trim();
  }

  /** To a phone number: as text while the person may be answered, else as the template that may always be sent. */
  async open(context: TenantContext, connectionId: string, opening: Opening): Promise<OpenedPlace> {
    const phone = digitsOf(opening.placeId);
    if (!phone) throw new WhatsappSendError({ code: 'whatsapp_unknown_contact', isRetryable: false });
    const session = await this.sessions.open(context, connectionId);
    const contact = await this.database.inTenant(context, (transaction) =>
      this.contacts.meet(transaction, connectionId, { userId: null, phone }, null),
    );
    const text = splitForWhatsapp(opening.text)[0] ?? '';
    const recipient = recipientOf(contact);
    const externalId = isWindowOpen(contact.lastInboundAt, this.clock.now())
      ? await this.gateway.sendText(session, recipient, text, opening.replyId)
      : await this.gateway.sendTemplate(session, recipient, HELLO_WORLD, opening.replyId);
    return { placeId: contact.id, externalId, permalink: null, isDirect: true, isConfirmed: false };
  }

  /** As the account has it; nothing when Meta does not tell, which holds nothing up. */
  private async templateBody(context: TenantContext, connectionId: string): Promise<string> {
    try {
      const templates = await this.gateway.listTemplates(await this.sessions.open(context, connectionId));
      return templates.find(({ name }) => name === HELLO_WORLD.name)?.body ?? '';
    } catch (error) {
      if (!(error instanceof WhatsappSendError)) throw error;
      return '';
    }
  }

  /** What Meta would refuse, or accept and not deliver, because the 24 hours are over, is not sent at all. */
  private async post(
    session: WhatsappSession,
    contact: WhatsappContact | null,
    { text, replyId }: OutgoingMessage,
  ): Promise<{ externalId: string }> {
    if (!contact) throw new WhatsappSendError({ code: 'whatsapp_unknown_contact', isRetryable: false });
    if (!isWindowOpen(contact.lastInboundAt, this.clock.now()))
      throw new WhatsappSendError({ code: 'whatsapp_window_closed', isRetryable: false });
    return { externalId: await this.gateway.sendText(session, recipientOf(contact), text, replyId) };
  }

  /**
   * Meta has no way to look a message up. Its status webhooks carry the reply id and settle the delivery by themselves; while
   * none has come, the delivery waits, and after a while it is left to a person: sending again could be sending twice.
   */
  private findReply({ since }: { readonly since: Date }): Promise<never> {
    const hasWaited = this.clock.now().getTime() - since.getTime() >= STATUS_WAIT_MS;
    return Promise.reject(
      new WhatsappSendError({
        code: hasWaited ? 'whatsapp_unconfirmed' : 'whatsapp_awaiting_status',
        isRetryable: !hasWaited,
        isInDoubt: true,
      }),
    );
  }

  private async showThinking(
    connection: string,
    open: () => Promise<WhatsappSession>,
    externalId: string,
  ): Promise<void> {
    try {
      await this.gateway.markReadAndTyping(await open(), externalId);
    } catch (error) {
      const code = error instanceof WhatsappSendError ? error.code : 'unknown';
      this.logger.debug({ connection, code }, 'A nicety of WhatsApp failed');
    }
  }
}

/** The number where there is one; the user id reaches those who show none. */
function recipientOf({ phone, userId }: WhatsappContact): WhatsappRecipient {
  if (phone) return { to: phone };
  if (userId) return { recipient: userId };
  throw new WhatsappSendError({ code: 'whatsapp_unknown_contact', isRetryable: false });
}
