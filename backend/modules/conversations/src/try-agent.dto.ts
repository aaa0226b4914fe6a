import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { AgentDraft } from '@konstruct/agents';
import { ToolChoiceField } from '@konstruct/toolbox';

/** One turn of a try-out chat. */
export class TryMessage {
  @ApiProperty({ enum: ['user', 'assistant'], description: 'Who wrote it.', example: 'user' })
  @IsIn(['user', 'assistant'])
  role!: 'user' | 'assistant';

  @ApiProperty({ type: String, description: 'What was written.', example: 'When do you open?', maxLength: 16_000 })
  @IsString()
  @MinLength(1)
  @MaxLength(16_000)
  content!: string;
}

/** A draft, saved or not, and what has been said to it so far. */
export class TryAgentRequest {
  @ApiProperty({ type: AgentDraft, description: 'The employee as the form shows it.' })
  @IsDefined()
  @ValidateNested()
  @Type(() => AgentDraft)
  draft!: AgentDraft;

  @ApiProperty({ type: [TryMessage], description: 'The chat so far; the last turn is the user’s.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => TryMessage)
  messages!: TryMessage[];

  @ApiPropertyOptional({ type: [ToolChoiceField], description: 'The tools that it may use, as the form shows them.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ToolChoiceField)
  tools?: ToolChoiceField[];
}

/** The answer of the draft. */
export class TryAgentView {
  @ApiProperty({ type: String, description: 'What the employee answers.', example: 'We open at nine.' })
  reply!: string;

  @ApiProperty({ type: Number, description: 'Tokens read.', example: 412 })
  input_tokens!: number;

  @ApiProperty({ type: Number, description: 'Tokens written.', example: 23 })
  output_tokens!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What it cost in US dollars; null when the model has no price yet.',
    example: 0.0001,
  })
  cost_usd!: number | null;

  @ApiProperty({ type: Number, description: 'How long the model took, in milliseconds.', example: 840 })
  latency_ms!: number;
}
