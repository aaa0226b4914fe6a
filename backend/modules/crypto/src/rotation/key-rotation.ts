import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Database, type RequestContext, type TenantContext } from '@konstruct/platform';
import { KeyEncryptionService } from '../key-encryption.service';
import { DataKeyStore, type StoredDataKey } from '../wrapping/data-key.store';
import { dataKeyIdOf } from '../wrapping/data-keys';
import { KeyWrappers } from '../wrapping/key-wrappers';
import { inParallel } from './in-parallel';
import { KeyInventory } from './key-inventory';
import type { KeyStatus } from './key-status';
import { bindingOf, PEOPLE, type SecretColumn } from './secret-column';
import { SecretStore, type FoundSecret, type ReplacedSecret } from './secret.store';

/** How far a rotation is. */
export interface RotationProgress {
  /** Secrets and data keys that were under other keys at the beginning. */
  readonly total: number;
  readonly rotated: number;
  /** Secrets that their own key does not open: damaged, or moved from elsewhere. They are left as they are. */
  readonly unreadable: number;
}

/** A secret that its own key does not open. */
export interface UnreadableSecret {
  /** PEOPLE when it is a person's. */
  readonly tenantId: string;
  readonly table: string;
  readonly id: string;
  readonly purpose: string;
}

/** Where a secret is, for whoever has it connected again or replaced. */
export function whereIs({ tenantId, table, id, purpose }: UnreadableSecret): string {
  return `${purpose} of ${tenantId === PEOPLE ? 'a person' : `business ${tenantId}`} (${table} ${id})`;
}

/** What a rotation may be told. */
export interface RotationOptions {
  /** Go on without what is under keys that are not here, instead of refusing: those keys are lost. */
  readonly isToLeaveMissing?: boolean;
  readonly onUnreadable?: (secret: UnreadableSecret) => void;
  readonly onProgress?: (progress: RotationProgress) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

type Advance = (rotated: number, unreadable?: number) => Promise<void>;

interface TenantRotation extends Pick<RotationOptions, 'onUnreadable' | 'signal'> {
  /** Secrets under these may stay as they are. */
  readonly keyIds: readonly string[];
  readonly advance: Advance;
}

/** Nothing was changed: some secrets are under keys that this installation does not have. */
export class RotationRefusedError extends Error {
  constructor(readonly keys: readonly KeyStatus[]) {
    const named = keys.map(({ keyId, secrets }) => `${keyId} (${secrets} secrets)`).join(', ');
    super(
      `Nothing was changed: secrets are under keys that are not here: ${named}. ` +
        'Put them into PLATFORM_ENCRYPTION_KEY_PREVIOUS, or configure their key service, and rotate again. ' +
        'If they are lost for good, npm run keys:rotate -- --leave-missing goes on without what is under them.',
    );
    this.name = 'RotationRefusedError';
  }
}

const BATCH = 500;
/** Rounds that change nothing, because other processes keep changing the same secrets, before a business is left alone. */
const MAXIMUM_IDLE_ROUNDS = 3;

/**
 * Re-encrypts every stored secret under the current key. What is left to do is what is still under another key, so it goes
 * on after a kill where it was; a secret that changes meanwhile is not overwritten, so it may run beside anything.
 */
@Injectable()
export class KeyRotation {
  private readonly logger = new Logger(KeyRotation.name);

  constructor(
    private readonly database: Database,
    private readonly inventory: KeyInventory,
    private readonly secrets: SecretStore,
    private readonly dataKeys: DataKeyStore,
    private readonly encryption: KeyEncryptionService,
    private readonly wrappers: KeyWrappers,
    private readonly audit: AuditLog,
  ) {}

  /** Throws RotationRefusedError before anything is changed when it could not be finished. */
  async run(cause: RequestContext, options: RotationOptions = {}): Promise<RotationProgress> {
    const { onProgress, signal, onUnreadable } = options;
    const inventory = await this.inventory.take(cause);
    const missing = inventory.keys.filter(({ standing }) => standing === 'missing');
    if (missing.length > 0 && !options.isToLeaveMissing) throw new RotationRefusedError(missing);
    const lost = new Set(missing.map(({ keyId }) => keyId));
    let progress: RotationProgress = { total: inventory.toRotate, rotated: 0, unreadable: 0 };
    const advance: Advance = async (rotated, unreadable = 0) => {
      progress = {
        ...progress,
        rotated: progress.rotated + rotated,
        unreadable: progress.unreadable + unreadable,
      };
      await onProgress?.(progress);
    };
    await inParallel(inventory.tenantsToRotate, async (tenantId) => {
      const context: TenantContext = { ...cause, tenantId, role: null };
      if (signal?.aborted) return;
      const stored = await this.database.inTenant(context, (transaction) => this.dataKeys.list(transaction));
      const isLost = ({ wrappingKeyId }: StoredDataKey): boolean => lost.has(wrappingKeyId);
      const rewrapped = this.wrappers.isUsed ? stored.filter((key) => !isLost(key)) : [];
      await this.rewrapDataKeys(context, { rewrapped, newest: inventory.currentKeyId, advance });
      const currentKeyId = await this.encryption.currentKeyId(tenantId);
      const mayStay = [...rewrapped, ...stored.filter(isLost)].map(dataKeyIdOf);
      await this.rotateSecrets(context, {
        ...{ keyIds: [currentKeyId, ...mayStay, ...lost], advance },
        ...{ onUnreadable, signal },
      });
    });
    return progress;
  }

  /** Wraps data keys under the service's newest key; secrets under them may stay as they are. */
  private async rewrapDataKeys(
    context: TenantContext,
    { rewrapped, newest, advance }: { rewrapped: readonly StoredDataKey[]; newest: string; advance: Advance },
  ): Promise<void> {
    for (const key of rewrapped.filter(({ wrappingKeyId }) => wrappingKeyId !== newest)) {
      const dataKey = await this.wrappers.unwrap(context.tenantId, key);
      const wrapped = await this.wrappers.wrap(context.tenantId, dataKey);
      await this.database.inTenant(context, (transaction) => this.dataKeys.rewrap(transaction, key, wrapped));
      await advance(1);
    }
  }

  private async rotateSecrets(
    context: TenantContext,
    { keyIds, advance, onUnreadable, signal }: TenantRotation,
  ): Promise<void> {
    const unreadable: string[] = [];
    for (let idleRounds = 0; idleRounds < MAXIMUM_IDLE_ROUNDS && !signal?.aborted;) {
      const found = await this.database.inTenant(context, (transaction) =>
        this.secrets.findOld(transaction, { keyIds, unreadable, limit: BATCH }),
      );
      if (found.length === 0) return;
      const { replaced, broken } = await this.encryptAnew(context.tenantId, found);
      for (const secret of broken) {
        unreadable.push(this.secrets.nameOf(secret));
        const { table, purpose } = secret.column;
        onUnreadable?.({ tenantId: context.tenantId, table, id: secret.id, purpose });
      }
      const count = await this.write(context, replaced);
      idleRounds = count + broken.length === 0 ? idleRounds + 1 : 0;
      await advance(count, broken.length);
    }
  }

  private async encryptAnew(
    tenantId: string,
    found: readonly FoundSecret[],
  ): Promise<{ replaced: ReplacedSecret[]; broken: FoundSecret[] }> {
    const replaced: ReplacedSecret[] = [];
    const broken: FoundSecret[] = [];
    for (const secret of found) {
      try {
        const anew = await this.encryption.rotate(bindingOf(tenantId, secret.column, secret.id), secret);
        replaced.push({ ...secret, newCiphertext: anew.ciphertext, newKeyId: anew.keyId });
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'InvalidFernetToken') throw error;
        broken.push(secret);
        const { table, purpose } = secret.column;
        this.logger.warn({ tenant: tenantId, table, id: secret.id, purpose }, 'A stored secret cannot be decrypted');
      }
    }
    return { replaced, broken };
  }

  private write(context: TenantContext, replaced: readonly ReplacedSecret[]): Promise<number> {
    if (replaced.length === 0) return Promise.resolve(0);
    return this.database.inTenant(context, async (transaction) => {
      let count = 0;
      for (const [column, secrets] of byColumn(replaced)) {
        count += await this.secrets.replace(transaction, column, secrets);
      }
      // People have no audit trail of their own, businesses have.
      if (count > 0 && context.tenantId !== PEOPLE)
        await this.audit.record(transaction, {
          event_type: 'secrets.re_encrypted',
          subject: { type: 'encryption_key', id: replaced[0]?.newKeyId ?? null },
          summary: `${count} stored ${count === 1 ? 'secret was' : 'secrets were'} encrypted under the current key.`,
        });
      return count;
    });
  }
}

function byColumn(secrets: readonly ReplacedSecret[]): Map<SecretColumn, ReplacedSecret[]> {
  const groups = new Map<SecretColumn, ReplacedSecret[]>();
  for (const secret of secrets) groups.set(secret.column, [...(groups.get(secret.column) ?? []), secret]);
  return groups;
}
