import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { CHECK_STATUSES, WHATSAPP_CHECKS, type CheckStatus, type WhatsappCheck } from './whatsapp-check';

const ID = /^\d{1,32}$/;
const ID_MESSAGE = 'must be the id from WhatsApp → API Setup: digits only, and not the phone number itself';
const LONGEST_TOKEN = 1_000;
const LONGEST_SECRET = 200;

/** People paste with spaces and line breaks around; a field that was emptied is not known. */
const Pasted = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || undefined : value));

/** What a number is connected with. */
export class ConnectWhatsappRequest {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The business.',
    example: '019aa3c0-1111-7000-8000-000000000001',
  })
  @IsUUID()
  tenant_id!: string;

  @ApiProperty({ type: String, description: 'The id of the number, from API Setup.', example: '106540352242922' })
  @Pasted()
  @IsString()
  @Matches(ID, { message: `phone_number_id ${ID_MESSAGE}` })
  phone_number_id!: string;

  @ApiProperty({
    type: String,
    description: 'The id of the WhatsApp business account, from API Setup.',
    example: '102290129340398',
  })
  @Pasted()
  @IsString()
  @Matches(ID, { message: `business_account_id ${ID_MESSAGE}` })
  business_account_id!: string;

  @ApiProperty({ type: String, description: 'A system user’s token. Never shown again.', example: 'EAAJB…' })
  @Pasted()
  @IsString()
  @MinLength(10)
  @MaxLength(LONGEST_TOKEN)
  access_token!: string;

  @ApiProperty({
    type: String,
    description: 'The secret of the Meta app, from App settings → Basic. Never shown again.',
    example: '0123456789abcdef0123456789abcdef',
  })
  @Pasted()
  @IsString()
  @MinLength(8)
  @MaxLength(LONGEST_SECRET)
  app_secret!: string;
}

/** What is known so far, and what to ask Meta about it. */
export class CheckWhatsappRequest {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The business.',
    example: '019aa3c0-1111-7000-8000-000000000001',
  })
  @IsUUID()
  tenant_id!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'A connection whose stored fields stand in for those that are not given.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  connection_id?: string;

  @ApiPropertyOptional({ type: String, description: 'As far as it is known.', example: '106540352242922' })
  @Pasted()
  @IsOptional()
  @IsString()
  @Matches(ID, { message: `phone_number_id ${ID_MESSAGE}` })
  phone_number_id?: string;

  @ApiPropertyOptional({ type: String, description: 'As far as it is known.', example: '102290129340398' })
  @Pasted()
  @IsOptional()
  @IsString()
  @Matches(ID, { message: `business_account_id ${ID_MESSAGE}` })
  business_account_id?: string;

  @ApiPropertyOptional({ type: String, description: 'As far as it is known; it is not stored.', example: 'EAAJB…' })
  @Pasted()
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_TOKEN)
  access_token?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'As far as it is known; it is not stored.',
    example: '0123456789abcdef0123456789abcdef',
  })
  @Pasted()
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_SECRET)
  app_secret?: string;

  @ApiPropertyOptional({
    enum: WHATSAPP_CHECKS,
    enumName: 'WhatsappCheck',
    isArray: true,
    description: 'Which checks to run; all when left out.',
    example: ['token'],
  })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(WHATSAPP_CHECKS, { each: true })
  checks?: WhatsappCheck[];
}

/** How a check ended. */
export class WhatsappCheckView {
  @ApiProperty({ enum: WHATSAPP_CHECKS, enumName: 'WhatsappCheck', description: 'What was checked.', example: 'token' })
  check!: WhatsappCheck;

  @ApiProperty({
    enum: CHECK_STATUSES,
    enumName: 'WhatsappCheckStatus',
    description: 'ok, failed, waiting for a field or for connecting itself, or not run this time.',
    example: 'failed',
  })
  status!: CheckStatus;

  @ApiProperty({ type: Boolean, description: 'Whether the number can be connected without it.', example: true })
  is_required!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The field to look at.', example: 'access_token' })
  field!: string | null;

  @ApiProperty({ type: String, description: 'What Meta said, in words.', example: 'The token has expired.' })
  detail!: string;

  @ApiProperty({ type: String, nullable: true, description: 'What to do.', example: 'Generate a new token.' })
  fix!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where to do it.',
    example: 'https://business.facebook.com/latest/settings/system_users',
  })
  link!: string | null;
}

/** The checklist. */
export class WhatsappChecksView {
  @ApiProperty({ type: [WhatsappCheckView], description: 'Every check in its order.' })
  checks!: WhatsappCheckView[];
}

/** A template of the account. */
export class WhatsappTemplateView {
  @ApiProperty({ type: String, description: 'Meta’s id of it.', example: '920070352646140' })
  id!: string;

  @ApiProperty({ type: String, description: 'Its name.', example: 'hello_world' })
  name!: string;

  @ApiProperty({ type: String, description: 'Its language.', example: 'en_US' })
  language!: string;

  @ApiProperty({ type: String, description: 'What Meta charges it as.', example: 'UTILITY' })
  category!: string;

  @ApiProperty({ type: String, description: 'Whether it can be sent: only when APPROVED.', example: 'APPROVED' })
  status!: string;

  @ApiProperty({ type: String, description: 'What it says.', example: 'Welcome and congratulations!' })
  body!: string;
}

/** The templates of an account. */
export class WhatsappTemplatesView {
  @ApiProperty({ type: [WhatsappTemplateView], description: 'Approved ones first, then by name.' })
  items!: WhatsappTemplateView[];
}
