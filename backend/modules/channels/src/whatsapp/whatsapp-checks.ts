import { Injectable } from '@nestjs/common';
import { Clock } from '@konstruct/platform';
import type { GraphCredentials } from './graph-client';
import {
  CHECK_DEFINITIONS,
  WHATSAPP_CHECKS,
  notRun,
  passed,
  waiting,
  type CheckResult,
  type KnownFields,
  type WhatsappCheck,
  type WhatsappField,
} from './whatsapp-check';
import {
  checkNumber,
  checkNumberStatus,
  checkPermissions,
  checkQuality,
  checkToken,
  checkWebhook,
  failedCall,
} from './whatsapp-check-rules';
import { WhatsappGateway, type NumberFacts, type TokenFacts } from './whatsapp-gateway';
import { WhatsappSendError } from './whatsapp-send-error';

const FIELD_NAMES: Readonly<Record<WhatsappField, string>> = {
  access_token: 'the access token',
  app_secret: 'the app secret',
  phone_number_id: 'the phone number id',
  business_account_id: 'the business account id',
};

/** Asks Meta, check by check, whether what was entered will work. Nothing is written anywhere. */
@Injectable()
export class WhatsappChecks {
  constructor(
    private readonly gateway: WhatsappGateway,
    private readonly clock: Clock,
  ) {}

  /** Every check in its order; those that are not wanted are not run. `callbackAddress` is null before there is a connection. */
  run(
    known: KnownFields,
    wanted: readonly WhatsappCheck[],
    callbackAddress: string | null = null,
  ): Promise<CheckResult[]> {
    const questions = new Questions(this.gateway, known);
    return Promise.all(
      WHATSAPP_CHECKS.map((check) =>
        wanted.includes(check) ? this.runOne(check, known, questions, callbackAddress) : Promise.resolve(notRun(check)),
      ),
    );
  }

  private async runOne(
    check: WhatsappCheck,
    known: KnownFields,
    questions: Questions,
    callbackAddress: string | null,
  ): Promise<CheckResult> {
    const missing = CHECK_DEFINITIONS[check].needs.filter((field) => known[field] === null);
    const [first] = missing;
    if (first) return waiting(check, `Waits for ${missing.map((field) => FIELD_NAMES[field]).join(' and ')}.`, first);
    try {
      return await this.ask(check, known, questions, callbackAddress);
    } catch (error) {
      if (!(error instanceof WhatsappSendError)) throw error;
      return failedCall(check, error, known);
    }
  }

  private async ask(
    check: WhatsappCheck,
    known: KnownFields,
    questions: Questions,
    callbackAddress: string | null,
  ): Promise<CheckResult> {
    switch (check) {
      case 'token':
        return checkToken(await questions.token(), this.clock.now());
      case 'permissions':
        return checkPermissions(await questions.token(), known);
      case 'app_secret':
        await questions.token();
        return passed('app_secret', 'The app secret belongs to the app of the token.');
      case 'number':
        return checkNumber(await questions.numbers(), known);
      case 'number_status':
        return checkNumberStatus(await questions.number());
      case 'quality':
        return checkQuality(await questions.number());
      case 'webhook':
        return checkWebhook(await questions.subscriptions(), callbackAddress);
    }
  }
}

/** What several checks want to know is asked once. */
class Questions {
  private readonly credentials: GraphCredentials;
  private tokenAnswer: Promise<TokenFacts> | null = null;
  private numberAnswer: Promise<NumberFacts> | null = null;

  constructor(
    private readonly gateway: WhatsappGateway,
    private readonly known: KnownFields,
  ) {
    this.credentials = { accessToken: known.access_token ?? '', appSecret: known.app_secret };
  }

  token(): Promise<TokenFacts> {
    return (this.tokenAnswer ??= this.gateway.inspectToken(this.credentials));
  }

  number(): Promise<NumberFacts> {
    return (this.numberAnswer ??= this.gateway.readNumber(this.credentials, this.known.phone_number_id ?? ''));
  }

  numbers(): Promise<NumberFacts[]> {
    return this.gateway.listNumbers(this.credentials, this.known.business_account_id ?? '');
  }

  subscriptions(): Promise<(string | null)[]> {
    return this.gateway.subscriptions(this.credentials, this.known.business_account_id ?? '');
  }
}
