import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { MODEL_PROVIDER_NAMES } from '@konstruct/contracts';
import type { KeyCheck } from '@konstruct/models';
import { Clock, Database, newId, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { hintOf } from './key-text';
import { KeyTrial, type KeyDraft } from './key-trial';
import { KeyVault } from './key-vault';
import { KeyWatch } from './key-watch';
import type { ModelKey } from './model-key.entity';
import { ModelKeyStore } from './model-key.store';
import { ModelKeyError } from './model-keys.errors';

/** Adds, replaces and deletes model keys. A key is stored only after its provider has accepted it. */
@Injectable()
export class ModelKeyKeeper {
  constructor(
    private readonly database: Database,
    private readonly keys: ModelKeyStore,
    private readonly vault: KeyVault,
    private readonly trial: KeyTrial,
    private readonly watch: KeyWatch,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async add(context: TenantContext, label: string, draft: KeyDraft): Promise<ModelKey> {
    await this.trial.inspect(draft);
    const earlier = await this.database.inTenant(context, (transaction) =>
      this.keys.findByProvider(transaction, draft.provider),
    );
    if (earlier) throw new ModelKeyError('model_key_exists');
    const id = newId();
    const check = await this.trial.require(context, id, draft);
    const key = await this.newKey(context, { id, label, draft, check });
    return this.database.inTenant(context, async (transaction) => {
      // Two may have been checked at once; one of them is there now.
      if (!(await this.keys.insertOnce(transaction, key))) throw new ModelKeyError('model_key_exists');
      await this.record(transaction, key, 'added');
      return key;
    });
  }

  /** Puts another key in the place of one; the id, the label and the history stay. */
  async replace(context: TenantContext, id: string, given: Omit<KeyDraft, 'provider'>): Promise<ModelKey> {
    const key = await this.find(context, id);
    const draft = { provider: key.provider, apiKey: given.apiKey, baseUrl: given.baseUrl ?? key.baseUrl };
    const check = await this.trial.require(context, id, draft);
    const sealed = await this.vault.seal(context.tenantId, id, draft.apiKey);
    return this.database.inTenant(context, async (transaction) => {
      const current = await this.keys.lock(transaction, id);
      if (!current) throw new ModelKeyError('model_key_not_found');
      const changes = {
        ...sealed,
        ...this.checked(check),
        keyHint: hintOf(draft.apiKey),
        baseUrl: draft.baseUrl,
        replacedAt: this.clock.now(),
        failingSince: null,
        failureCode: null,
        failureModel: null,
      };
      await this.keys.update(transaction, id, changes);
      const replaced = { ...current, ...changes };
      await this.record(transaction, replaced, 'replaced');
      return replaced;
    });
  }

  /** Whoever uses it at this moment finishes; the next question does without it. */
  async remove(context: TenantContext, id: string): Promise<void> {
    await this.database.inTenant(context, async (transaction) => {
      const key = await this.keys.lock(transaction, id);
      if (!key) throw new ModelKeyError('model_key_not_found');
      await this.keys.update(transaction, id, {
        secretCiphertext: null,
        secretKeyId: null,
        failingSince: null,
        failureCode: null,
        failureModel: null,
        deletedAt: this.clock.now(),
      });
      await this.record(transaction, key, 'deleted');
    });
  }

  async find(context: TenantContext, id: string): Promise<ModelKey> {
    const key = await this.database.inTenant(context, (transaction) => this.keys.find(transaction, id));
    if (!key) throw new ModelKeyError('model_key_not_found');
    return key;
  }

  private async newKey(
    { tenantId, actor }: TenantContext,
    { id, label, draft, check }: { id: string; label: string; draft: KeyDraft; check: KeyCheck },
  ): Promise<ModelKey> {
    return {
      tenantId,
      id,
      provider: draft.provider,
      label,
      keyHint: hintOf(draft.apiKey),
      baseUrl: draft.baseUrl,
      ...(await this.vault.seal(tenantId, id, draft.apiKey)),
      createdAt: this.clock.now(),
      createdBy: actor.id,
      createdByName: actor.name,
      replacedAt: null,
      lastUsedAt: null,
      ...this.checked(check),
      failingSince: null,
      failureCode: null,
      failureModel: null,
      deletedAt: null,
    };
  }

  private checked(check: KeyCheck): Pick<ModelKey, 'checkedAt' | 'checkVerdict' | 'checkCode' | 'checkModel'> {
    return {
      checkedAt: this.clock.now(),
      checkVerdict: check.verdict,
      checkCode: check.providerCode,
      checkModel: check.model,
    };
  }

  /** Whatever was wrong with a key is over once it is another or none. */
  private async record(
    transaction: TenantTransaction,
    { id, provider, label, keyHint }: ModelKey,
    what: 'added' | 'replaced' | 'deleted',
  ): Promise<void> {
    const hint = keyHint === '' ? '' : ` (…${keyHint})`;
    await this.watch.settle(transaction, id);
    await this.audit.record(transaction, {
      event_type: `model_key.${what}`,
      subject: { type: 'model_key', id, name: label },
      summary: `${transaction.context.actor.name} ${what} the ${MODEL_PROVIDER_NAMES[provider]} key ${label}${hint}.`,
    });
  }
}
