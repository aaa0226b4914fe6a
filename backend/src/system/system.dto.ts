import { ApiProperty } from '@nestjs/swagger';

/** Which providers are played by the sandbox. */
export class SandboxView {
  @ApiProperty({ type: String, description: 'The address of the sandbox.', example: 'http://localhost:3001' })
  url!: string;

  @ApiProperty({ type: Boolean, description: 'Whether Slack is played by the sandbox.', example: true })
  slack!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether WhatsApp is played by the sandbox.', example: true })
  whatsapp!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether Stripe is played by the sandbox.', example: true })
  stripe!: boolean;

  @ApiProperty({ type: Boolean, description: 'Whether the language model is played by the sandbox.', example: true })
  model!: boolean;
}

/** What the portal needs to know of the installation. */
export class SystemView {
  @ApiProperty({ type: String, description: 'The version of the product.', example: '0.1.0' })
  version!: string;

  @ApiProperty({
    enum: ['development', 'test', 'production'],
    description: 'The kind of installation.',
    example: 'development',
  })
  environment!: string;

  @ApiProperty({
    type: SandboxView,
    nullable: true,
    description: 'Set when any provider is played by the sandbox; null in production.',
  })
  sandbox!: SandboxView | null;
}

/** Liveness. */
export class HealthView {
  @ApiProperty({ enum: ['ok'], description: 'The process answers.', example: 'ok' })
  status!: 'ok';
}

/** One thing the program depends on. */
export class DependencyView {
  @ApiProperty({ type: String, description: 'What it is.', example: 'database' })
  name!: string;

  @ApiProperty({ enum: ['ok', 'failing'], description: 'Whether it answers.', example: 'ok' })
  status!: 'ok' | 'failing';

  @ApiProperty({ type: Number, description: 'How long it took to answer, in milliseconds.', example: 2 })
  latency_ms!: number;
}

/** Readiness, dependency by dependency. */
export class DetailedHealthView {
  @ApiProperty({ enum: ['ok', 'failing'], description: 'ok when every dependency is.', example: 'ok' })
  status!: 'ok' | 'failing';

  @ApiProperty({ type: [DependencyView], description: 'Each dependency.' })
  dependencies!: DependencyView[];

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Jobs that are due and not yet taken; null when the database does not answer.',
    example: 0,
  })
  queue_depth!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Worker processes alive; null when the database does not answer.',
    example: 1,
  })
  workers!: number | null;
}
