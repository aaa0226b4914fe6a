import { Inject, Injectable } from '@nestjs/common';
import { Database, PLATFORM_SETTINGS, type PlatformSettings, type TenantContext } from '@konstruct/platform';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ChannelError } from '../channels.errors';
import { WhatsappAccountStore } from './whatsapp-account.store';
import { whatsappCallbackAddress } from './whatsapp-addresses';
import { CHECK_DEFINITIONS, WHATSAPP_CHECKS, type CheckResult, type KnownFields } from './whatsapp-check';
import { WhatsappChecks } from './whatsapp-checks';
import type { CheckWhatsappRequest, WhatsappChecksView } from './whatsapp-connect.dto';
import { WhatsappVault } from './whatsapp-vault';

const NOTHING_KNOWN: KnownFields = {
  access_token: null,
  app_secret: null,
  phone_number_id: null,
  business_account_id: null,
};

/** Runs the checklist for a form, or for a connection that is there. */
@Injectable()
export class WhatsappCheckDesk {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnectionStore,
    private readonly accounts: WhatsappAccountStore,
    private readonly vault: WhatsappVault,
    private readonly checks: WhatsappChecks,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  async run(context: TenantContext, request: CheckWhatsappRequest): Promise<WhatsappChecksView> {
    const stored = request.connection_id ? await this.storedFields(context, request.connection_id) : null;
    const known: KnownFields = { ...NOTHING_KNOWN, ...stored, ...givenFields(request) };
    const address = request.connection_id
      ? whatsappCallbackAddress(this.settings.PUBLIC_URL, request.connection_id)
      : null;
    const results = await this.checks.run(known, request.checks ?? WHATSAPP_CHECKS, address);
    if (request.connection_id) await this.keepRating(context, request.connection_id, results);
    return { checks: results.map(toView) };
  }

  /** Everything that can be asked about a connection, as it is stored. */
  async probe(context: TenantContext, connectionId: string): Promise<CheckResult[]> {
    const known = await this.storedFields(context, connectionId);
    const address = whatsappCallbackAddress(this.settings.PUBLIC_URL, connectionId);
    const results = await this.checks.run(known, WHATSAPP_CHECKS, address);
    await this.keepRating(context, connectionId, results);
    return results;
  }

  /** Asking about a connection is also how its rating stays current. */
  private async keepRating(
    context: TenantContext,
    connectionId: string,
    results: readonly CheckResult[],
  ): Promise<void> {
    const qualityRating = results.find(({ rating }) => rating !== undefined)?.rating;
    if (qualityRating === undefined) return;
    await this.database.inTenant(context, (transaction) =>
      this.connections.update(transaction, connectionId, { qualityRating }),
    );
  }

  private async storedFields(context: TenantContext, connectionId: string): Promise<KnownFields> {
    const account = await this.database.inTenant(context, (transaction) =>
      this.accounts.find(transaction, connectionId),
    );
    if (!account) throw new ChannelError('connection_not_found');
    const secrets = account.accessTokenCiphertext === null ? null : await this.vault.open(account);
    return {
      access_token: secrets?.accessToken ?? null,
      app_secret: secrets?.appSecret ?? null,
      phone_number_id: account.phoneNumberId,
      business_account_id: account.businessAccountId,
    };
  }
}

/** What the request says, without what it leaves out. */
function givenFields(request: CheckWhatsappRequest): Partial<KnownFields> {
  const { access_token, app_secret, phone_number_id, business_account_id } = request;
  const fields = { access_token, app_secret, phone_number_id, business_account_id };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toView(result: CheckResult): WhatsappChecksView['checks'][number] {
  const { rating: _rating, isTransient: _isTransient, ...shown } = result;
  return { ...shown, is_required: CHECK_DEFINITIONS[result.check].isRequired };
}
