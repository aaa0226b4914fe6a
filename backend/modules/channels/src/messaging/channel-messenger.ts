import { Injectable } from '@nestjs/common';
import type { TenantContext } from '@konstruct/platform';
import type { ChannelKind } from '../channel-connection.entity';
import { SlackDriver } from '../slack/slack-driver';
import { WhatsappDriver } from '../whatsapp/whatsapp-driver';
import type {
  ChannelAddress,
  ChannelDriver,
  ChannelPlace,
  OpenedPlace,
  Opening,
  OpeningWords,
  OutgoingMessage,
} from './channel-driver';
import type { Picture } from './picture';

/** Every channel for other modules, which need not know how each of them works. */
@Injectable()
export class ChannelMessenger {
  private readonly drivers: Readonly<Record<ChannelKind, ChannelDriver>>;

  constructor(slack: SlackDriver, whatsapp: WhatsappDriver) {
    this.drivers = { slack, whatsapp };
  }

  /** Sends a message, once. When the error is in doubt, ask findReply before sending again. */
  post(context: TenantContext, address: ChannelAddress, message: OutgoingMessage): Promise<{ externalId: string }> {
    return this.driverOf(address).post(context, address.connectionId, message);
  }

  /** Whether a message of an earlier attempt arrived, by its reply id. */
  findReply(
    context: TenantContext,
    address: ChannelAddress,
    search: ChannelPlace & { replyId: string; since: Date },
  ): Promise<{ externalId: string } | null> {
    return this.driverOf(address).findReply(context, address.connectionId, search);
  }

  /** Shows that an answer to this message is being written; never fails. */
  showThinking(
    context: TenantContext,
    address: ChannelAddress,
    about: ChannelPlace & { externalId: string },
  ): Promise<void> {
    return this.driverOf(address).showThinking(context, address.connectionId, about);
  }

  placeName(context: TenantContext, address: ChannelAddress, placeId: string): Promise<string> {
    return this.driverOf(address).placeName(context, address.connectionId, placeId);
  }

  /** A picture that somebody sent, from the provider; null when it cannot be had. */
  fetchPicture(context: TenantContext, address: ChannelAddress, pictureId: string): Promise<Picture | null> {
    return this.driverOf(address).fetchPicture(context, address.connectionId, pictureId);
  }

  /** What opening a conversation there would really say at the moment. */
  openingWords(context: TenantContext, address: ChannelAddress, opening: OpeningWords): Promise<string> {
    return this.driverOf(address).openingWords(context, address.connectionId, opening);
  }

  /** Lets an employee write first. */
  open(context: TenantContext, address: ChannelAddress, opening: Opening): Promise<OpenedPlace> {
    return this.driverOf(address).open(context, address.connectionId, opening);
  }

  private driverOf({ kind }: ChannelAddress): ChannelDriver {
    return this.drivers[kind];
  }
}
