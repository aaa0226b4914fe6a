import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { pageOf } from '@konstruct/platform';
import { adviceOn, type KeyStanding, type KeyStatus } from './key-status';
import type { KeyRotationRecord } from './key-rotation.store';

/** A key, what is under it, and whether it is still needed. */
export class EncryptionKeyView {
  @ApiProperty({
    type: String,
    description: 'The fingerprint of a platform key, or the name of the key of a key service.',
    example: '3f2a9c1b7d5e8a40',
  })
  key_id!: string;

  @ApiProperty({
    enum: ['current', 'previous', 'missing'],
    enumName: 'EncryptionKeyStanding',
    description: 'Whether new secrets go under it, it still reads old ones, or it is not there.',
    example: 'previous',
  })
  standing!: KeyStanding;

  @ApiProperty({ type: Number, description: 'Stored secrets that depend on it.', example: 128 })
  secrets!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'The same by purpose.',
    example: { 'slack.bot_token': 96, model_key: 32 },
  })
  secrets_by_purpose!: Readonly<Record<string, number>>;

  @ApiProperty({ type: Number, description: 'Data keys of businesses that it wraps.', example: 0 })
  data_keys!: number;

  @ApiProperty({ type: Boolean, description: 'Whether nothing is under it any more.', example: false })
  can_be_dropped!: boolean;

  @ApiProperty({
    type: String,
    description: 'What to do about it.',
    example: 'nothing is under it: it can be dropped now',
  })
  advice!: string;
}

/** How to encrypt everything anew. */
export class KeyRotationInput {
  @ApiProperty({
    type: Boolean,
    required: false,
    default: false,
    description: 'Go on without what is under keys that are lost, instead of refusing.',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  leave_missing?: boolean;
}

/** How far a rotation is. */
export class KeyRotationView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the rotation.',
    example: '019aa3c0-7777-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    enum: ['running', 'done', 'refused', 'failed'],
    enumName: 'KeyRotationStatus',
    description:
      'Refused means that a key is missing and nothing was changed; failed that it could not go on, and a new one goes on where it was.',
    example: 'running',
  })
  status!: KeyRotationRecord['status'];

  @ApiProperty({ type: Number, description: 'What was under other keys at the beginning.', example: 128 })
  total!: number;

  @ApiProperty({ type: Number, description: 'What is encrypted anew so far.', example: 96 })
  rotated!: number;

  @ApiProperty({ type: Number, description: 'Secrets that their own key does not open; left as they are.', example: 0 })
  unreadable!: number;

  @ApiProperty({ type: String, description: 'Who began it.', example: 'Ada Lovelace' })
  started_by!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was begun.',
    example: '2026-11-21T09:30:00.000Z',
  })
  started_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ended.',
    example: null,
  })
  finished_at!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was refused, has failed or waits, and what to do.',
    example: null,
  })
  detail!: string | null;
}

/** A page of keys. */
export class EncryptionKeyPage extends pageOf(EncryptionKeyView) {}

export function toKeyView(key: KeyStatus): EncryptionKeyView {
  return {
    key_id: key.keyId,
    standing: key.standing,
    secrets: key.secrets,
    secrets_by_purpose: key.secretsByPurpose,
    data_keys: key.dataKeys,
    can_be_dropped: key.canBeDropped,
    advice: adviceOn(key),
  };
}

export function toRotationView(rotation: KeyRotationRecord): KeyRotationView {
  const { id, status, total, rotated, unreadable, detail } = rotation;
  return {
    id,
    status,
    total,
    rotated,
    unreadable,
    started_by: rotation.startedBy,
    started_at: rotation.startedAt.toISOString(),
    finished_at: rotation.finishedAt?.toISOString() ?? null,
    detail,
  };
}
