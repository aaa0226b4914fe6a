import type { ModelProvider } from '@konstruct/contracts';
import type { KeyVerdict } from '@konstruct/models';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A business's own key for a provider of models. */
@Entity('model_keys')
export class ModelKey {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  provider!: ModelProvider;

  @Column('text')
  label!: string;

  /** The last four characters; empty for a server that wants no key. */
  @Column('text', { name: 'key_hint' })
  keyHint!: string;

  /** Where a server of the business's own answers; null for the provider's address. */
  @Column('text', { name: 'base_url', nullable: true })
  baseUrl!: string | null;

  /** Null once deleted: the row then only keeps its name for the reports. */
  @Column('text', { name: 'secret_ciphertext', nullable: true })
  secretCiphertext!: string | null;

  @Column('text', { name: 'secret_key_id', nullable: true })
  secretKeyId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('text', { name: 'created_by_name' })
  createdByName!: string;

  @Column('timestamptz', { name: 'replaced_at', nullable: true })
  replacedAt!: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'checked_at' })
  checkedAt!: Date;

  @Column('text', { name: 'check_verdict' })
  checkVerdict!: KeyVerdict;

  /** The provider's own code. */
  @Column('text', { name: 'check_code', nullable: true })
  checkCode!: string | null;

  /** The model that was tried. */
  @Column('text', { name: 'check_model', nullable: true })
  checkModel!: string | null;

  /** Since when the provider has refused it at work; null while it works. */
  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  @Column('text', { name: 'failure_code', nullable: true })
  failureCode!: KeyFailure | null;

  /** The model that it may not use, where that is what is wrong. */
  @Column('text', { name: 'failure_model', nullable: true })
  failureModel!: string | null;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}

/** What can be wrong with a key at work, as against its provider or a model; `unreadable` is what cannot be decrypted any more. */
export const KEY_FAILURES = ['invalid_key', 'no_credit', 'no_model_access', 'unreadable'] as const;
export type KeyFailure = (typeof KEY_FAILURES)[number];
