import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches } from 'class-validator';
import { channelProblemTitle } from '../channels.errors';
import type { OauthState } from '../oauth-state.entity';

/** The business in whose name somebody asks. */
export class SlackManifestQuery {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The business.',
    example: '019aa3c0-1111-7000-8000-000000000001',
  })
  @IsUUID()
  tenant_id!: string;
}

/** The business that a workspace is to be connected to. */
export class SlackInstallQuery extends SlackManifestQuery {
  @ApiPropertyOptional({
    type: String,
    description: "The workspace_id of a connection: Slack's page opens with this workspace chosen.",
    example: 'T9TK3CUKW',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z0-9]{2,40}$/, { message: 'team must be the id of a workspace' })
  team?: string;
}

/** Where to send the browser. */
export class SlackInstallView {
  @ApiProperty({
    type: String,
    format: 'uri',
    description: "Slack's consent page. Open it in the browser that asked, within ten minutes.",
    example: 'https://slack.com/oauth/v2/authorize?scope=chat%3Awrite&state=…&client_id=1234567890.1234567890123',
  })
  url!: string;
}

/** A workspace that was just connected. */
export class SlackConnectedView {
  @ApiProperty({ enum: [true], description: 'Always true; a failure is a problem document.', example: true })
  ok!: true;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The business.',
    example: '019aa3c0-1111-7000-8000-000000000001',
  })
  tenant_id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The connection.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  connection_id!: string;

  @ApiProperty({ type: String, description: 'The name of the workspace.', example: 'Acme' })
  workspace_name!: string;
}

/** How an attempt to connect Slack ended, in words. */
export class SlackAttemptView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The attempt, as slack_attempt of the address names it.',
    example: '019aa3c0-4444-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The code of the failure; null when it did not fail.',
    example: 'workspace_connected_elsewhere',
  })
  code!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The failure in a few words.',
    example: 'The workspace belongs to another business',
  })
  title!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What happened and what to do.',
    example: 'Ask Ada Lovelace, who connected it, to disconnect it there.',
  })
  detail!: string | null;
}

/** An attempt as the API shows it. */
export function toAttemptView({ id, failureCode, failureDetail }: OauthState): SlackAttemptView {
  return {
    id,
    code: failureCode,
    title: failureCode === null ? null : channelProblemTitle(failureCode),
    detail: failureDetail,
  };
}
