import { Inject, Injectable } from '@nestjs/common';
import { Database, PLATFORM_SETTINGS, type PlatformSettings, type TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelError } from '../channels.errors';
import { OPEN_GATE } from '../limits/call-gate';
import { CHECK_DEFINITIONS, WHATSAPP_CHECKS, type CheckResult, type KnownFields } from './whatsapp-check';
import { WhatsappChecks } from './whatsapp-checks';
import { WhatsappConnectionWriter, type ConfirmedNumber } from './whatsapp-connection-writer';
import { WhatsappGateway } from './whatsapp-gateway';
import { whatsappCallbackAddress } from './whatsapp-addresses';
import { WhatsappSendError } from './whatsapp-send-error';
import { verifyTokenOf } from './whatsapp-vault';

/** The four fields of a number. Embedded sign-up would bring the same four, from Meta's own dialogue. */
export interface WhatsappCredentials {
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
  readonly accessToken: string;
  readonly appSecret: string;
}

/** Connects a number: everything is checked with Meta first, then Meta is told to send messages here. */
@Injectable()
export class WhatsappConnecting {
  constructor(
    private readonly database: Database,
    private readonly checks: WhatsappChecks,
    private readonly gateway: WhatsappGateway,
    private readonly writer: WhatsappConnectionWriter,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  async connect(context: TenantContext, userId: string, given: WhatsappCredentials): Promise<ChannelConnection> {
    const confirmed = await this.confirm(given);
    await this.writer.prepareKey(context.tenantId);
    const account = await this.database.inTenant(context, (transaction) =>
      this.writer.prepare(transaction, confirmed, userId),
    );
    await this.subscribe(account.connectionId, given);
    return this.database.inTenant(context, (transaction) => this.writer.finish(transaction, account));
  }

  private async confirm(given: WhatsappCredentials): Promise<ConfirmedNumber> {
    const required = WHATSAPP_CHECKS.filter((check) => CHECK_DEFINITIONS[check].isRequired);
    const failures = (await this.checks.run(fieldsOf(given), required)).filter(
      ({ check, status }) => required.includes(check) && status !== 'ok',
    );
    if (failures.length > 0) throw refused(failures);
    const credentials = { accessToken: given.accessToken, appSecret: given.appSecret };
    const [token, number] = await Promise.all([
      this.gateway.inspectToken(credentials),
      this.gateway.readNumber(credentials, given.phoneNumberId),
    ]).catch(rethrowAsProblem);
    return { number, token, businessAccountId: given.businessAccountId, secrets: credentials };
  }

  private async subscribe(connectionId: string, given: WhatsappCredentials): Promise<void> {
    const { phoneNumberId, businessAccountId, accessToken, appSecret } = given;
    const credentials = { accessToken, appSecret };
    const session = { connectionId, phoneNumberId, businessAccountId, credentials, gate: OPEN_GATE };
    await this.gateway
      .subscribe(session, {
        address: whatsappCallbackAddress(this.settings.PUBLIC_URL, connectionId),
        verifyToken: verifyTokenOf(connectionId, appSecret),
      })
      .catch(rethrowAsProblem);
  }
}

function fieldsOf(given: WhatsappCredentials): KnownFields {
  return {
    access_token: given.accessToken,
    app_secret: given.appSecret,
    phone_number_id: given.phoneNumberId,
    business_account_id: given.businessAccountId,
  };
}

/** A wrong secret fails every check with the same words: they are said once. */
function refused(failures: readonly CheckResult[]): ChannelError {
  const all = failures.map(({ check, field, detail, fix }) => ({
    pointer: `/${field ?? CHECK_DEFINITIONS[check].field ?? ''}`,
    detail: [detail, fix].filter(Boolean).join(' '),
  }));
  const fields = [...new Map(all.map((field) => [`${field.pointer} ${field.detail}`, field])).values()];
  return new ChannelError('whatsapp_check_failed', { fields, detail: fields[0]?.detail ?? '' });
}

/** A failed call to Meta as the answer of a route. */
export function whatsappProblem(error: unknown): unknown {
  if (!(error instanceof WhatsappSendError)) return error;
  const { meaning, fix } = error.meaning;
  const detail = `${meaning} ${fix} (Meta’s code: ${error.code}.)`;
  if (error.breaksConnection) return new ChannelError('connection_unusable', { detail, cause: error });
  return new ChannelError(error.isRetryable ? 'whatsapp_unreachable' : 'whatsapp_refused', { detail, cause: error });
}

/** Meta may stop answering between the checks and the rest. */
function rethrowAsProblem(error: unknown): never {
  throw whatsappProblem(error);
}
