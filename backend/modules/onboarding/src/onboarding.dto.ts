import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { AgentView } from '@konstruct/agents';
import { ConnectionView } from '@konstruct/channels';
import type { OnboardingStep } from './onboarding-step';

/** Why a test message failed, and what to do. */
export class TestMessageErrorView {
  @ApiProperty({ type: String, description: "The provider's code.", example: 'not_in_channel' })
  code!: string;

  @ApiProperty({ type: String, description: 'What it means.', example: 'The app is not a member of the channel.' })
  meaning!: string;

  @ApiProperty({
    type: String,
    description: 'What to do.',
    example: 'Invite the app with /invite in the channel, then send again.',
  })
  fix!: string;
}

/** A test message and what the provider said of it. */
export class TestMessageView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the test message.',
    example: '019aa3c0-5555-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    enum: ['sending', 'sent', 'failed'],
    description: 'sent: the provider accepted it; sending: WhatsApp has yet to report.',
    example: 'sent',
  })
  status!: 'sending' | 'sent' | 'failed';

  @ApiProperty({ type: String, description: 'Where it was sent.', example: 'C0SUPPORT' })
  destination_id!: string;

  @ApiProperty({ type: String, description: 'The name of that place.', example: '#support' })
  destination_name!: string;

  @ApiProperty({ type: String, description: 'What it said.', example: 'Hello, I am Mia.' })
  text!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the provider accepted it.',
    example: '2026-11-21T09:30:00.000Z',
  })
  sent_at!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where to read it.',
    example: 'https://acme.slack.com/archives/C0SUPPORT/p1',
  })
  permalink!: string | null;

  @ApiProperty({ type: TestMessageErrorView, nullable: true, description: 'What went wrong, where something did.' })
  error!: TestMessageErrorView | null;

  @ApiProperty({
    enum: ['draft', 'live', 'paused', 'suspended', 'archived'],
    description: 'The employee’s status afterwards: live by itself when the message was accepted.',
    example: 'live',
  })
  agent_status!: AgentView['status'];
}

/** Where the wizard stands and what it shows. */
export class OnboardingView {
  @ApiProperty({
    enum: ['connect_channel', 'configure_agent', 'send_test_message', 'done'],
    description: 'The step to show, derived from what exists.',
    example: 'configure_agent',
  })
  step!: OnboardingStep;

  @ApiProperty({ type: ConnectionView, nullable: true, description: 'The connected channel.' })
  connection!: ConnectionView | null;

  @ApiProperty({ type: AgentView, nullable: true, description: 'The first employee.' })
  agent!: AgentView | null;

  @ApiProperty({ type: TestMessageView, nullable: true, description: 'The latest test message.' })
  last_test_message!: TestMessageView | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When the business signed up.',
    example: '2026-11-21T09:18:00.000Z',
  })
  started_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the first employee went live.',
    example: '2026-11-21T09:30:00.000Z',
  })
  onboarding_completed_at!: string | null;
}

/** What to send as a test, and where. */
export class SendTestMessageRequest {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The employee who writes it.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  @IsUUID()
  agent_id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The connection it is sent through.',
    example: '019aa3c0-6666-7000-8000-000000000001',
  })
  @IsUUID()
  connection_id!: string;

  @ApiProperty({
    type: String,
    description:
      "In Slack the id of the channel, from the connection's destinations; in WhatsApp the phone number of somebody who can look at it, with the country code.",
    example: 'C0SUPPORT',
  })
  @IsString()
  @MaxLength(64)
  @Matches(/^(?:[CG][A-Z0-9]+|\+?[\d\s()./-]{7,30})$/, {
    message: 'destination_id must be an id from the list of destinations, or a phone number with its country code',
  })
  destination_id!: string;
}
