import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { pageOf } from '@konstruct/platform';

const VISIBLE = /\S/;
/** What may stand in a header. */
const TOKEN = /^[\x21-\x7e]+$/;
const TOKEN_MESSAGE = { message: 'bearer_token must be the token alone, without spaces and without the word Bearer' };

const NAME = {
  type: String,
  description: 'What people, employees and the audit trail call it.',
  example: 'Shop',
  maxLength: 40,
};
const URL_FIELD = {
  type: String,
  description: 'The address of its MCP endpoint (streamable HTTP).',
  example: 'https://tools.example.com/mcp',
  maxLength: 2_000,
};
const BEARER = {
  type: String,
  nullable: true,
  description: 'The token that it wants in the Authorization header; stored encrypted and never returned.',
  example: 'shop_9f2c4a1b',
  maxLength: 4_000,
} as const;

/** A server of tools to add. */
export class AddToolServerRequest {
  @ApiProperty(NAME)
  @IsString()
  @MaxLength(40)
  @Matches(VISIBLE, { message: 'name must not be empty' })
  name!: string;

  @ApiProperty(URL_FIELD)
  @IsString()
  @MinLength(1)
  @MaxLength(2_000)
  url!: string;

  @ApiPropertyOptional(BEARER)
  @ValidateIf((request: AddToolServerRequest) => request.bearer_token != null)
  @IsString()
  @MaxLength(4_000)
  @Matches(TOKEN, TOKEN_MESSAGE)
  bearer_token?: string | null;
}

/** What to change of a server. */
export class ChangeToolServerRequest {
  @ApiPropertyOptional(NAME)
  @IsOptional()
  @IsString()
  @MaxLength(40)
  @Matches(VISIBLE, { message: 'name must not be empty' })
  name?: string;

  @ApiPropertyOptional(URL_FIELD)
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(2_000)
  url?: string;

  @ApiPropertyOptional({ ...BEARER, description: `${BEARER.description} Null for none; left out, it stays.` })
  @ValidateIf((request: ChangeToolServerRequest) => request.bearer_token != null)
  @IsString()
  @MaxLength(4_000)
  @Matches(TOKEN, TOKEN_MESSAGE)
  bearer_token?: string | null;
}

/** A tool of a server. */
export class ToolView {
  @ApiProperty({ type: String, description: "The server's name for it.", example: 'find_order' })
  name!: string;

  @ApiProperty({ type: String, description: 'The name that people read.', example: 'Find an order' })
  title!: string;

  @ApiProperty({
    type: String,
    description: 'What it does.',
    example: 'Finds an order by its number and says where it is.',
  })
  description!: string;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether the server says that it changes nothing; null when it does not say.',
    example: true,
  })
  is_read_only!: boolean | null;
}

/** Why a server cannot be used. */
export class ToolServerProblemView {
  @ApiProperty({ type: String, description: 'Stable code for programs.', example: 'not_authorised' })
  code!: string;

  @ApiProperty({ type: String, description: 'What it means.', example: 'The server does not accept the token.' })
  meaning!: string;

  @ApiProperty({
    type: String,
    description: 'What to do.',
    example: 'Make a new token at the server and enter it here.',
  })
  fix!: string;
}

/** A server of tools. */
export class ToolServerView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Its id.',
    example: '019aa3c0-5555-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty(NAME)
  name!: string;

  @ApiProperty(URL_FIELD)
  url!: string;

  @ApiProperty({ type: Boolean, description: 'Whether a token is sent along.', example: true })
  has_bearer_token!: boolean;

  @ApiProperty({ type: [ToolView], description: 'What it offered when it was last asked successfully.' })
  tools!: ToolView[];

  @ApiProperty({
    type: ToolServerProblemView,
    nullable: true,
    description: 'Why it could not be used when it was last asked; null when it could.',
  })
  problem!: ToolServerProblemView | null;

  @ApiProperty({ type: Number, description: 'Employees that may use some of its tools.', example: 2 })
  agents!: number;

  @ApiProperty({ type: Number, description: 'Uses in the last 30 days.', example: 41 })
  uses!: number;

  @ApiProperty({ type: Number, description: 'How many of these failed.', example: 1 })
  failures!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The last use within 30 days; null when there was none.',
    example: '2026-11-21T09:30:00.000Z',
  })
  last_used_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was last asked for its tools.',
    example: '2026-11-21T09:30:00.000Z',
  })
  checked_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was added.',
    example: '2026-11-20T09:30:00.000Z',
  })
  created_at!: string;
}

/** The servers of a business. */
export class ToolServerPage extends pageOf(ToolServerView) {}

/** A tool by its server and name. */
export class ToolChoiceField {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The server.',
    example: '019aa3c0-5555-7000-8000-000000000001',
  })
  @IsUUID()
  server_id!: string;

  @ApiProperty({ type: String, description: "The server's name for the tool.", example: 'find_order', maxLength: 128 })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  tool!: string;
}

/** What an employee shall be allowed. */
export class ChooseToolsRequest {
  @ApiProperty({ type: [ToolChoiceField], description: 'All of them; what is not here is not allowed any more.' })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ToolChoiceField)
  tools!: ToolChoiceField[];
}

/** A tool that an employee is allowed. */
export class AgentToolView extends ToolChoiceField {
  @ApiProperty({ type: Boolean, description: 'Whether the server still has it.', example: true })
  is_available!: boolean;
}

/** The tools that an employee is allowed. */
export class AgentToolPage extends pageOf(AgentToolView) {}
