import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import type { KeyVerdict } from '@konstruct/models';
import { pageOf } from '@konstruct/platform';
import { trimmed } from '@konstruct/tenants';
import { KEY_FAILURES, type KeyFailure } from './model-key.entity';

const VERDICTS: readonly KeyVerdict[] = [
  'ok',
  'invalid_key',
  'no_credit',
  'no_model_access',
  'unreachable',
  'address_refused',
  'provider_error',
];

/** Far beyond any key, so that a whole file pasted by mistake is refused in words of our own. */
const MAXIMUM_INPUT = 100_000;

/** A key as it is pasted. */
export class ReplaceModelKeyRequest {
  @ApiProperty({
    type: String,
    description:
      'The key, as the provider shows it. It is checked with the provider, stored encrypted, and never shown again. May be empty for a server that wants none.',
    example: 'sk-proj-…',
  })
  @Transform(trimmed)
  @IsString()
  @MaxLength(MAXIMUM_INPUT)
  api_key!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The address of an OpenAI-compatible server; for no other provider.',
    example: null,
  })
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(2_000)
  base_url?: string | null;
}

/** A new key. */
export class AddModelKeyRequest extends ReplaceModelKeyRequest {
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', description: 'Whose key it is.', example: 'openai' })
  @IsIn(MODEL_PROVIDERS)
  provider!: ModelProvider;

  @ApiProperty({ type: String, description: 'A name to know it by.', example: 'Marketing account' })
  @Transform(trimmed)
  @IsString()
  @Length(1, 80)
  label!: string;
}

/** An employee that uses a key. */
export class KeyAgentView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the employee.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ type: String, description: 'The name of the employee.', example: 'Mia' })
  name!: string;
}

/** A check of a key and what it came to. */
export class KeyCheckView {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was checked.',
    example: '2026-11-21T09:30:00.000Z',
  })
  checked_at!: string;

  @ApiProperty({ enum: VERDICTS, enumName: 'KeyVerdict', description: 'What it came to, for programs.', example: 'ok' })
  verdict!: KeyVerdict;

  @ApiProperty({
    type: String,
    description: 'What it came to, in words, and what to do.',
    example: 'OpenAI accepts the key, and gpt-5.4-mini answers.',
  })
  detail!: string;
}

/** A business's own key, without the key. */
export class ModelKeyView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the key; it stays when the key is replaced.',
    example: '019aa3c0-6666-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', description: 'Whose key it is.', example: 'openai' })
  provider!: ModelProvider;

  @ApiProperty({ type: String, description: 'The name to know it by.', example: 'Marketing account' })
  label!: string;

  @ApiProperty({
    type: String,
    description: 'The last four characters; empty when the server wants no key, or the key is too short to show any.',
    example: 'x7Qa',
  })
  key_hint!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The address of the server, where it is of the business’s own choosing.',
    example: null,
  })
  base_url!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was added.',
    example: '2026-11-02T08:00:00.000Z',
  })
  created_at!: string;

  @ApiProperty({ type: String, description: 'Who added it.', example: 'Ada Lovelace' })
  added_by!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was last replaced.',
    example: null,
  })
  replaced_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When an employee last used it, to the minute.',
    example: '2026-11-21T09:30:00.000Z',
  })
  last_used_at!: string | null;

  @ApiProperty({ type: KeyCheckView, description: 'The last check.' })
  last_check!: KeyCheckView;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when the provider has refused it at work; null while it works.',
    example: null,
  })
  failing_since!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What is wrong with it at work, in words.',
    example: null,
  })
  failure!: string | null;

  @ApiProperty({
    enum: KEY_FAILURES,
    enumName: 'KeyFailure',
    nullable: true,
    description: 'The same for programs; `unreadable` is a key that cannot be decrypted any more.',
    example: null,
  })
  failure_code!: KeyFailure | null;

  @ApiProperty({
    type: Number,
    description: 'What was spent with it in the running month of the business.',
    example: 12.43,
  })
  spend_this_month_usd!: number;

  @ApiProperty({
    type: Number,
    description: 'Calls this month whose model has no price yet; they are not in the spend.',
    example: 0,
  })
  unpriced_calls!: number;

  @ApiProperty({ type: [KeyAgentView], description: 'The employees who use it, by their model or their fallback.' })
  agents!: KeyAgentView[];
}

/** A provider and what a business calls it with. */
export class ModelProviderView {
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', description: 'The provider.', example: 'openai' })
  provider!: ModelProvider;

  @ApiProperty({ type: String, description: 'Its name.', example: 'OpenAI' })
  name!: string;

  @ApiProperty({
    enum: ['own', 'installation', 'none'],
    enumName: 'ModelKeySource',
    description: "Whose key is used: the business's own, the installation's, or nobody's.",
    example: 'installation',
  })
  key_source!: 'own' | 'installation' | 'none';

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where a key is made at the provider.',
    example: 'https://platform.openai.com/api-keys',
  })
  key_page_url!: string | null;
}

/** A key that was deleted: its name and what it cost, nothing of its secret. */
export class FormerModelKeyView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id that the key had.',
    example: '019aa3c0-6666-7000-8000-000000000002',
  })
  id!: string;

  @ApiProperty({
    enum: MODEL_PROVIDERS,
    enumName: 'ModelProvider',
    description: 'Whose key it was.',
    example: 'openai',
  })
  provider!: ModelProvider;

  @ApiProperty({ type: String, description: 'The name that it was known by.', example: 'Old account' })
  label!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was deleted.',
    example: '2026-11-20T09:30:00.000Z',
  })
  deleted_at!: string;

  @ApiProperty({
    type: Number,
    description: 'What was spent with it in the running month of the business.',
    example: 3.2,
  })
  spend_this_month_usd!: number;

  @ApiProperty({
    type: Number,
    description: 'Calls this month whose model has no price yet; they are not in the spend.',
    example: 0,
  })
  unpriced_calls!: number;
}

/** A page of keys. */
export class ModelKeyPage extends pageOf(ModelKeyView) {
  @ApiProperty({ type: [FormerModelKeyView], description: 'Deleted keys that were used this month.' })
  former!: FormerModelKeyView[];
}

/** A page of providers. */
export class ModelProviderPage extends pageOf(ModelProviderView) {}
