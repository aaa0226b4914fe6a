import { Injectable } from '@nestjs/common';
import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import type { ChannelKind } from '../channel-connection.entity';
import { SlackDriver } from '../slack/slack-driver';
import { WhatsappDriver } from '../whatsapp/whatsapp-driver';
import type {
  ChannelAddress,
  ChannelDriver,
  ChannelOutlet,
  OpenedPlace,
  Opening,
  OpeningWords,
} from './channel-driver';
import type { Picture } from './picture';

/** Every channel for other modules, which need not know how each of them works. */
@Injectable()
export class ChannelMessenger {
  private readonly drivers: Readonly<Record<ChannelKind, ChannelDriver>>;

  constructor(slack: SlackDriver, whatsapp: WhatsappDriver) {
    this.drivers = { slack, whatsapp };
  }

  /** Reads what writing there takes, so that it can be used at once when the transaction has ended. */
  outlet(transaction: TenantTransaction, address: ChannelAddress, placeId: string): Promise<ChannelOutlet> {
    return this.driverOf(address).outlet(transaction, address.connectionId, placeId);
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
