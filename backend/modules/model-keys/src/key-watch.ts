import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { MODEL_PROVIDER_NAMES, type ModelProvider } from '@konstruct/contracts';
import type { KeyCheck, KeyVerdict, ModelCall } from '@konstruct/models';
import { Notices } from '@konstruct/notices';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { KeyAgents } from './key-agents';
import { failureNotice } from './key-words';
import type { KeyFailure, ModelKey } from './model-key.entity';
import { ModelKeyStore, type ChangedKey, type KeyUse } from './model-key.store';

/** What is open about a key. */
function keyNotice(id: string): string {
  return `model_key:${id}`;
}

/** Watches keys at work: when they were last used, and whether the provider still accepts them; when not, people hear of it. */
@Injectable()
export class KeyWatch {
  constructor(
    private readonly keys: ModelKeyStore,
    private readonly agents: KeyAgents,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
  ) {}

  /** Takes note of calls, in the transaction in which they are booked. */
  async noteCalls(transaction: TenantTransaction, calls: readonly ModelCall[]): Promise<void> {
    for (const { provider, ...use } of usesOf(calls)) {
      // Somebody who tries a model that nobody works with, or mistypes one, finds nothing out about the key.
      const isNews =
        use.failure !== 'no_model_access' || (await this.whoUses(transaction, provider, use.model)).length > 0;
      await this.note(transaction, isNews ? use : { ...use, failure: undefined });
    }
  }

  /** Takes note of a check by hand, which tries the models in use: when it is good, all of them are. */
  async noteCheck(
    transaction: TenantTransaction,
    key: ModelKey,
    { verdict, model }: Pick<KeyCheck, 'verdict' | 'model'>,
    at: Date,
  ): Promise<void> {
    const about = { keyId: key.id, keyReplacedAt: key.replacedAt, model: verdict === 'ok' ? null : model };
    await this.note(transaction, { isAtWork: false, ...about, at, failure: failureOf(verdict) });
  }

  /** Takes note of a key that cannot be decrypted; its employees are without it, whatever the provider would say. */
  async noteUnreadable(transaction: TenantTransaction, key: ModelKey, at: Date): Promise<void> {
    const { id: keyId, replacedAt: keyReplacedAt } = key;
    await this.note(transaction, { isAtWork: false, keyId, keyReplacedAt, at, failure: 'unreadable', model: null });
  }

  /** What was wrong with a key is over, since there is another or none in its place. */
  async settle(transaction: TenantTransaction, keyId: string): Promise<void> {
    await this.notices.resolve(transaction, keyNotice(keyId));
    await this.live.announce(transaction, 'model-keys');
  }

  private async note(transaction: TenantTransaction, use: KeyUse): Promise<void> {
    const changed = await this.keys.noteUse(transaction, use);
    if (changed) await this.follow(transaction, changed);
  }

  private async follow(transaction: TenantTransaction, key: ChangedKey): Promise<void> {
    const isFailing = key.failureCode !== null;
    await this.live.announce(transaction, 'model-keys');
    if (isFailing) await this.tell(transaction, key, key.failureCode);
    if (isFailing === key.hadFailed) return;
    if (!isFailing) await this.notices.resolve(transaction, keyNotice(key.id));
    await this.audit.record(transaction, {
      event_type: isFailing ? 'model_key.failing' : 'model_key.working_again',
      subject: { type: 'model_key', id: key.id, name: key.label },
      summary: isFailing
        ? `The ${MODEL_PROVIDER_NAMES[key.provider]} key ${key.label} does not work (${key.failureCode}).`
        : `The ${MODEL_PROVIDER_NAMES[key.provider]} key ${key.label} works again.`,
    });
  }

  private async tell(transaction: TenantTransaction, key: ChangedKey, failure: KeyFailure): Promise<void> {
    const concerned = await this.whoUses(transaction, key.provider, key.failureModel);
    await this.notices.raise(transaction, {
      kind: 'model_key.failing',
      severity: 'critical',
      audience: 'agents:read',
      ...failureNotice(key, failure, concerned),
      link: 'settings/model-keys',
      dedupeKey: keyNotice(key.id),
    });
  }

  /** The employees of a provider, or those of one of its models. */
  private async whoUses(
    transaction: TenantTransaction,
    provider: ModelProvider,
    model: string | null,
  ): Promise<string[]> {
    const everyone = await this.agents.using(transaction, provider);
    return everyone.filter(({ models }) => model === null || models.includes(model)).map(({ name }) => name);
  }
}

/** Null for a key that works; undefined when nothing can be said of the key, since the provider is unwell. */
function failureOf(outcome: ModelCall['outcome'] | KeyVerdict): KeyUse['failure'] {
  if (outcome === 'ok') return null;
  if (outcome === 'model_not_found' || outcome === 'no_model_access') return 'no_model_access';
  return outcome === 'invalid_key' || outcome === 'no_credit' ? outcome : undefined;
}

/**
 * What calls say of each key and model: the last one that says something decides. A key that replaced another has its id, and is
 * another.
 */
function usesOf(calls: readonly ModelCall[]): (KeyUse & Pick<ModelCall, 'provider'>)[] {
  const uses = new Map<string, KeyUse & Pick<ModelCall, 'provider'>>();
  for (const { keyId, keyReplacedAt, provider, model, startedAt: at, outcome } of calls) {
    if (keyId === null) continue;
    const key = `${keyId}/${keyReplacedAt?.getTime() ?? ''}/${model}`;
    const failure = failureOf(outcome);
    const known = failure === undefined ? uses.get(key)?.failure : failure;
    uses.set(key, { isAtWork: true, keyId, keyReplacedAt, provider, model, at, failure: known });
  }
  return [...uses.values()];
}
