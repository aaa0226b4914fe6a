import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { MODEL_PROVIDER_NAMES } from '@konstruct/contracts';
import type { KeyVerdict, ModelCall } from '@konstruct/models';
import { Notices } from '@konstruct/notices';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { KeyAgents } from './key-agents';
import { failureNotice } from './key-words';
import type { KeyFailure, ModelKey } from './model-key.entity';
import { ModelKeyStore, type ChangedKey, type KeyUse } from './model-key.store';

/** What is open about a key. */
export function keyNotice(id: string): string {
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
    for (const use of usesOf(calls)) await this.note(transaction, use);
  }

  /** Takes note of a check by hand. */
  async noteCheck(transaction: TenantTransaction, key: ModelKey, verdict: KeyVerdict, at: Date): Promise<void> {
    const { id: keyId, replacedAt: keyReplacedAt } = key;
    await this.note(transaction, { isAtWork: false, keyId, keyReplacedAt, at, failure: failureOf(verdict) });
  }

  /** Takes note of a key that cannot be decrypted; its employees are without it, whatever the provider would say. */
  async noteUnreadable(transaction: TenantTransaction, key: ModelKey, at: Date): Promise<void> {
    const { id: keyId, replacedAt: keyReplacedAt } = key;
    await this.note(transaction, { isAtWork: false, keyId, keyReplacedAt, at, failure: 'unreadable' });
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
    const concerned = (await this.agents.using(transaction, key.provider)).map(({ name }) => name);
    await this.notices.raise(transaction, {
      kind: 'model_key.failing',
      severity: 'critical',
      audience: 'agents:read',
      ...failureNotice(key, failure, concerned),
      link: 'settings/model-keys',
      dedupeKey: keyNotice(key.id),
    });
  }
}

/** Null for a key that works; undefined when nothing can be said of the key: the provider is unwell, or a model is missing. */
function failureOf(outcome: ModelCall['outcome'] | KeyVerdict): KeyUse['failure'] {
  if (outcome === 'ok') return null;
  return outcome === 'invalid_key' || outcome === 'no_credit' ? outcome : undefined;
}

/** What calls say of each key: the last one that says something decides. A key that replaced another has its id, and is another. */
function usesOf(calls: readonly ModelCall[]): KeyUse[] {
  const uses = new Map<string, KeyUse>();
  for (const { keyId, keyReplacedAt, startedAt: at, outcome } of calls) {
    if (keyId === null) continue;
    const key = `${keyId}/${keyReplacedAt?.getTime() ?? ''}`;
    const failure = failureOf(outcome);
    const known = failure === undefined ? uses.get(key)?.failure : failure;
    uses.set(key, { isAtWork: true, keyId, keyReplacedAt, at, failure: known });
  }
  return [...uses.values()];
}
