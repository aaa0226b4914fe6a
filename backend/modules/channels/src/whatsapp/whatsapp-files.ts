import { Injectable, Logger } from '@nestjs/common';
import { toStorable } from '@konstruct/contracts';
import type { TenantContext } from '@konstruct/platform';
import { PICTURE_BYTES, asPicture, isPictureType, type Picture } from '../messaging/picture';
import type { WhatsappMedia } from './whatsapp-content';
import { WhatsappGateway } from './whatsapp-gateway';
import { WhatsappSendError } from './whatsapp-send-error';
import { WhatsappSessions } from './whatsapp-sessions';

/** Larger texts would crowd out the conversation. */
const READ_BYTES = 200_000;
const TEXT_TYPE = /^(?:text\/|application\/(?:json|xml|csv|x-ndjson|yaml|x-yaml))/;

/** A file as a message carries it; with its text where it is one. */
export interface ReadFile {
  readonly name: string;
  readonly mimeType: string;
  readonly text?: string;
  /** Where it is a picture, which is fetched when a model is shown it. */
  readonly pictureId?: string;
}

/** Reads files that people send, where they are text or pictures. Everything else is named, so that the employee can say it cannot see it. */
@Injectable()
export class WhatsappFiles {
  private readonly logger = new Logger(WhatsappFiles.name);

  constructor(
    private readonly sessions: WhatsappSessions,
    private readonly gateway: WhatsappGateway,
  ) {}

  /** A file that cannot be had holds nothing up. */
  async read(context: TenantContext, connectionId: string, media: WhatsappMedia): Promise<ReadFile> {
    const { name, mimeType } = media;
    if (media.id === '') return { name, mimeType };
    if (isPictureType(mimeType)) return { name, mimeType, pictureId: media.id };
    if (!TEXT_TYPE.test(mimeType)) return { name, mimeType };
    const bytes = await this.download(context, connectionId, { mediaId: media.id, maximumBytes: READ_BYTES });
    return bytes ? { name, mimeType, text: toStorable(bytes.toString('utf8')) } : { name, mimeType };
  }

  /** A picture that cannot be had, or is none, is null. */
  async fetchPicture(context: TenantContext, connectionId: string, mediaId: string): Promise<Picture | null> {
    const bytes = await this.download(context, connectionId, { mediaId, maximumBytes: PICTURE_BYTES });
    return bytes && asPicture(bytes);
  }

  private async download(
    context: TenantContext,
    connectionId: string,
    { mediaId, maximumBytes }: { readonly mediaId: string; readonly maximumBytes: number },
  ): Promise<Buffer | null> {
    try {
      const session = await this.sessions.open(context, connectionId);
      const { address, sizeBytes } = await this.gateway.findMedia(session, mediaId);
      return sizeBytes > maximumBytes ? null : await this.gateway.downloadMedia(session, address, maximumBytes);
    } catch (error) {
      if (!(error instanceof WhatsappSendError)) throw error;
      this.logger.debug({ connection: connectionId, code: error.code }, 'A file of WhatsApp could not be read');
      return null;
    }
  }
}
