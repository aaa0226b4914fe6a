import { Injectable } from '@nestjs/common';
import { KeyChecker, type KeyCheck, type ProviderAccess } from '@konstruct/models';
import type { ModelProvider } from '@konstruct/contracts';
import { Database, OutboundGuard, OutboundRefusedError, RequestError, type TenantContext } from '@konstruct/platform';
import { UsageLedger } from '@konstruct/usage';
import { KeyAgents } from './key-agents';
import { foreignKeyProblem, keyTextProblem } from './key-text';
import { checkWords } from './key-words';
import { ModelKeyError } from './model-keys.errors';

/** A key that somebody wants to use. */
export interface KeyDraft {
  readonly provider: ModelProvider;
  readonly apiKey: string;
  readonly baseUrl: string | null;
}

/** Who the calls of checks are booked to. */
const CHECKER = { id: null, name: 'Key check' };

/** Tries keys: first as texts, then with their providers. What a check costs is in the books like anything else. */
@Injectable()
export class KeyTrial {
  constructor(
    private readonly database: Database,
    private readonly checker: KeyChecker,
    private readonly agents: KeyAgents,
    private readonly guard: OutboundGuard,
    private readonly usage: UsageLedger,
  ) {}

  /** Throws when the text cannot be a key of this provider, or the address may not be called. */
  async inspect({ provider, apiKey, baseUrl }: KeyDraft): Promise<void> {
    const text = keyTextProblem(apiKey, provider);
    if (text !== null) throw fieldProblem('api_key', text);
    const foreign = foreignKeyProblem(apiKey, provider);
    if (foreign !== null) throw fieldProblem('api_key', foreign);
    if (provider !== 'openai_compatible') {
      if (baseUrl !== null) throw fieldProblem('base_url', 'is only for an OpenAI-compatible server; leave it out');
      return;
    }
    if (baseUrl === null) throw fieldProblem('base_url', 'must not be empty: it says where the server is');
    // What is written into an address ends up in logs of servers and proxies, and is stored as it is.
    if (/[?#]/.test(baseUrl))
      throw fieldProblem(
        'base_url',
        'must end without a question mark or # and what follows: the key has a field of its own',
      );
    await this.guard.check(baseUrl).catch((error: unknown) => {
      throw error instanceof OutboundRefusedError ? fieldProblem('base_url', error.detail) : error;
    });
  }

  /** Asks the provider. */
  async check(context: TenantContext, provider: ModelProvider, access: ProviderAccess): Promise<KeyCheck> {
    const agents = await this.database.inTenant(context, (transaction) => this.agents.using(transaction, provider));
    const models = agents.flatMap((agent) => agent.models);
    const check = await this.checker.check({ tenantId: context.tenantId, provider, access, models });
    if (check.calls.length > 0)
      await this.database.inTenant(context, (transaction) =>
        this.usage.recordCalls(transaction, {
          agent: CHECKER,
          conversationId: null,
          kind: 'try',
          channelKind: null,
          calls: check.calls,
        }),
      );
    return check;
  }

  /** Checks a key that is to be stored; throws unless it works. */
  async require(context: TenantContext, keyId: string, draft: KeyDraft): Promise<KeyCheck> {
    await this.inspect(draft);
    const { provider, apiKey, baseUrl } = draft;
    const check = await this.check(context, provider, { apiKey, baseUrl, keyId, keyReplacedAt: null });
    if (check.verdict === 'ok') return check;
    const detail = checkWords({ provider, ...check });
    if (check.verdict === 'unreachable' || check.verdict === 'provider_error')
      throw new ModelKeyError('provider_not_answering', { detail: `${detail} Nothing was stored.` });
    const pointer = check.verdict === 'address_refused' ? '/base_url' : '/api_key';
    throw new ModelKeyError('model_key_refused', { detail, fields: [{ pointer, detail }] });
  }
}

/** How people call the fields. */
const NAMES = { api_key: 'The key', base_url: 'The address' } as const;

function fieldProblem(field: keyof typeof NAMES, words: string): RequestError {
  return new RequestError('validation_failed', {
    fields: [{ pointer: `/${field}`, detail: `${NAMES[field]} ${words}` }],
  });
}
