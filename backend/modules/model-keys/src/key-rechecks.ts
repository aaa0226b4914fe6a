import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { MODEL_PROVIDER_NAMES } from '@konstruct/contracts';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { KeyTrial } from './key-trial';
import { KeyReader } from './key-reader';
import { KeyWatch } from './key-watch';
import type { ModelKey } from './model-key.entity';
import { ModelKeyStore } from './model-key.store';
import { ModelKeyError } from './model-keys.errors';

/** Checks keys that are there, when somebody asks. */
@Injectable()
export class KeyRechecks {
  constructor(
    private readonly database: Database,
    private readonly keys: ModelKeyStore,
    private readonly reader: KeyReader,
    private readonly trial: KeyTrial,
    private readonly watch: KeyWatch,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async check(context: TenantContext, id: string): Promise<ModelKey> {
    const key = await this.database.inTenant(context, (transaction) => this.keys.find(transaction, id));
    if (!key) throw new ModelKeyError('model_key_not_found');
    const apiKey = await this.reader.read(context, key);
    if (apiKey === null) throw new ModelKeyError('model_key_unreadable');
    const access = { apiKey, baseUrl: key.baseUrl, keyId: id, keyReplacedAt: key.replacedAt };
    const { verdict, providerCode, model } = await this.trial.check(context, key.provider, access);
    return this.database.inTenant(context, async (transaction) => {
      const current = await this.keys.lock(transaction, id);
      if (!current) throw new ModelKeyError('model_key_not_found');
      // The check was of a key that is no longer the one: what it found says nothing about the new one.
      if (current.replacedAt?.getTime() !== key.replacedAt?.getTime()) return current;
      const now = this.clock.now();
      const changes = { checkedAt: now, checkVerdict: verdict, checkCode: providerCode, checkModel: model };
      await this.keys.update(transaction, id, changes);
      await this.watch.noteCheck(transaction, current, { verdict, model }, now);
      await this.audit.record(transaction, {
        event_type: 'model_key.checked',
        subject: { type: 'model_key', id, name: key.label },
        summary: `${context.actor.name} checked the ${MODEL_PROVIDER_NAMES[key.provider]} key ${key.label} (${verdict}).`,
      });
      return (await this.keys.find(transaction, id)) ?? current;
    });
  }
}
