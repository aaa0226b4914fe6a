import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { ChannelError } from '../channels.errors';
import { WhatsappAccountStore } from './whatsapp-account.store';
import type { WhatsappTemplatesView } from './whatsapp-connect.dto';
import { whatsappProblem } from './whatsapp-connecting';
import { WhatsappGateway } from './whatsapp-gateway';
import { WhatsappSessions } from './whatsapp-sessions';

const APPROVED = 'APPROVED';

/** The templates of a number's account, as Meta has them at the moment. */
@Injectable()
export class WhatsappTemplates {
  constructor(
    private readonly database: Database,
    private readonly accounts: WhatsappAccountStore,
    private readonly sessions: WhatsappSessions,
    private readonly gateway: WhatsappGateway,
  ) {}

  async list(context: TenantContext, connectionId: string): Promise<WhatsappTemplatesView> {
    const account = await this.database.inTenant(context, (transaction) =>
      this.accounts.find(transaction, connectionId),
    );
    if (!account) throw new ChannelError('connection_not_found');
    try {
      const templates = await this.gateway.listTemplates(await this.sessions.open(context, connectionId));
      return { items: templates.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)) };
    } catch (error) {
      throw whatsappProblem(error);
    }
  }
}

function rank({ status }: { readonly status: string }): number {
  return status === APPROVED ? 0 : 1;
}
