import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsOptional, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import {
  AGENT_STATUSES,
  AT_LIMIT_ACTIONS,
  MODEL_PROVIDERS,
  type AgentStatus,
  type AtLimitAction,
  type ModelProvider,
} from '@konstruct/contracts';
import { PageQuery, pageOf } from '@konstruct/platform';
import { trimmed } from '@konstruct/tenants';
import { IsStorableText } from './storable-text';

/** An AI employee as its form holds it. */
export class AgentDraft {
  /**
   * The name it signs with.
   * @example "Mia"
   */
  @Transform(trimmed)
  @IsStorableText()
  @Length(1, 80)
  name!: string;

  /**
   * Its job, as on a business card.
   * @example "Customer Support"
   */
  @Transform(trimmed)
  @IsStorableText()
  @Length(1, 80)
  role_title!: string;

  /** The template it was started from; null when it was written from scratch. */
  @ApiPropertyOptional({ type: String, nullable: true, example: 'support' })
  @IsOptional()
  @IsStorableText()
  @Length(1, 60)
  template_id?: string | null;

  /**
   * The colour behind its emoji.
   * @example "#2E7D6B"
   */
  @Matches(/^#[0-9A-Fa-f]{6}$/, { message: 'avatar_color must be a colour such as #2E7D6B' })
  avatar_color!: string;

  /**
   * Its face.
   * @example "🙂"
   */
  @Transform(trimmed)
  @IsStorableText()
  @Length(1, 16)
  avatar_emoji!: string;

  /**
   * Who it is and how it sounds.
   * @example "Warm, patient and precise. Never in a hurry."
   */
  @Transform(trimmed)
  @IsStorableText()
  @MaxLength(4_000)
  persona!: string;

  /**
   * What it does, what it knows, and what it must not do.
   * @example "Answer questions about opening hours. For complaints, hand over to Ada."
   */
  @Transform(trimmed)
  @IsStorableText()
  @MaxLength(50_000)
  instructions!: string;

  /**
   * The first thing it says.
   * @example "Hi, I am Mia. How can I help?"
   */
  @Transform(trimmed)
  @IsStorableText()
  @MaxLength(2_000)
  greeting!: string;

  /**
   * The language it answers in, as a BCP 47 tag.
   * @example "en"
   */
  @Matches(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, {
    message: 'language must be a language tag such as en or de-CH',
  })
  language!: string;

  /** Who runs the model it thinks with. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  @IsIn(MODEL_PROVIDERS)
  provider!: ModelProvider;

  /**
   * The model, by its provider's name for it.
   * @example "gpt-5.4-mini"
   */
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, { message: 'model must be the name of a model, such as gpt-5.4-mini' })
  @MaxLength(120)
  model!: string;

  /**
   * How freely it words things: 0 always the same, 1 most varied.
   * @example 0.3
   */
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1)
  temperature!: number;

  /** The longest reply, in tokens (about four characters each). */
  @ApiProperty({ type: 'integer', example: 600 })
  @IsInt()
  @Min(16)
  @Max(8_192)
  max_reply_tokens!: number;

  /** What its model may cost in a calendar month, in US dollars; null for no limit. */
  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0.01, maximum: 1_000_000, example: 25 })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0.01)
  @Max(1_000_000)
  budget_limit_usd?: number | null;

  /** What happens when the budget is spent; `cheaper_model` needs `fallback_model`. */
  @ApiProperty({ enum: AT_LIMIT_ACTIONS, enumName: 'AtLimit', example: 'alert_only' })
  @IsIn(AT_LIMIT_ACTIONS)
  at_limit!: AtLimitAction;

  /** The model that stands in when the first cannot answer or the budget is spent; `provider/model` for another provider's. */
  @ApiPropertyOptional({ type: String, nullable: true, example: 'gpt-4o-mini' })
  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/, {
    message: 'fallback_model must be the name of a model, such as gpt-4o-mini',
  })
  @MaxLength(120)
  fallback_model?: string | null;

  /**
   * What it says when it may not answer, because it is stopped or its budget is spent.
   * @example "I am out of office. Ada reads this on Monday."
   */
  @Transform(trimmed)
  @IsStorableText()
  @MaxLength(2_000)
  out_of_office_text!: string;

  /**
   * Whom it names when a person is needed; empty for nobody.
   * @example "ada@example.com"
   */
  @Transform(trimmed)
  @IsStorableText()
  @MaxLength(200)
  handover_contact!: string;
}

/** Changes to an AI employee; what is left out stays. */
export class UpdateAgentRequest extends PartialType(AgentDraft, { skipNullProperties: false }) {}

/** Filters of the list of employees. */
export class AgentQuery extends PageQuery {
  /** Only those in this status; without it, everyone who has not left. */
  @ApiPropertyOptional({ enum: AGENT_STATUSES, enumName: 'AgentStatus', example: 'live' })
  @IsOptional()
  @IsIn(AGENT_STATUSES)
  status?: AgentStatus;
}

/** An AI employee. */
export class AgentView extends AgentDraft {
  /**
   * The id of the employee.
   * @example "019aa3c0-0000-7000-8000-000000000030"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * The business it works for.
   * @example "019aa3c0-0000-7000-8000-000000000001"
   */
  @ApiProperty({ format: 'uuid' })
  tenant_id!: string;

  /** The template it was started from; null when it was written from scratch. */
  @ApiProperty({ type: String, nullable: true, example: 'support' })
  override template_id!: string | null;

  /** What its model may cost in a calendar month, in US dollars; null for no limit. */
  @ApiProperty({ type: Number, nullable: true, example: 25 })
  override budget_limit_usd!: number | null;

  /** The model that stands in when the first cannot answer or the budget is spent. */
  @ApiProperty({ type: String, nullable: true, example: 'gpt-4o-mini' })
  override fallback_model!: string | null;

  /** Where it stands. */
  @ApiProperty({ enum: AGENT_STATUSES, enumName: 'AgentStatus', example: 'live' })
  status!: AgentStatus;

  /**
   * Whether it answers people now.
   * @example true
   */
  is_active!: boolean;

  /** When it first went live; null until then. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-21T09:41:00.000Z' })
  activated_at!: string | null;

  /**
   * When it was created.
   * @example "2026-11-21T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;

  /**
   * When its settings or status last changed.
   * @example "2026-11-21T09:41:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  updated_at!: string;

  /** What to know of the model before the employee goes live, such as that the catalogue does not know it; null when there is nothing. */
  @ApiProperty({ type: String, nullable: true, example: null })
  model_warning!: string | null;
}

/** A page of employees, in the order of hiring. */
export class AgentPage extends pageOf(AgentView) {}

/** A starting point for a common role. */
export class AgentTemplateView {
  /**
   * Names the template.
   * @example "support"
   */
  id!: string;

  /**
   * The role.
   * @example "Customer Support"
   */
  title!: string;

  /**
   * What such an employee does.
   * @example "Answers questions of customers and hands over what needs a person."
   */
  description!: string;

  /**
   * The name of a Material symbol.
   * @example "support_agent"
   */
  icon!: string;

  /**
   * A persona to start from.
   * @example "Warm, patient and precise."
   */
  persona!: string;

  /**
   * Instructions with placeholders in square brackets.
   * @example "You answer customers of [your business]."
   */
  instructions!: string;

  /**
   * A greeting to start from.
   * @example "Hi, I am Mia. How can I help?"
   */
  greeting!: string;

  /**
   * A name to start from.
   * @example "Mia"
   */
  suggested_name!: string;
}

/** The templates. */
export class AgentTemplatePage extends pageOf(AgentTemplateView) {}
