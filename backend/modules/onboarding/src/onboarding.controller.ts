import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { OnboardingProgress } from './onboarding-progress';
import { OnboardingView, SendTestMessageRequest, TestMessageView } from './onboarding.dto';
import { TestMessenger } from './test-messenger';

/** The wizard from sign-up to live. */
@ApiTags('Onboarding')
@Controller('api/portal/tenants/:tenant_id/onboarding')
export class OnboardingController {
  constructor(
    private readonly database: Database,
    private readonly progress: OnboardingProgress,
    private readonly messenger: TestMessenger,
  ) {}

  @Get()
  @Requires('tenant:read')
  @Operation({
    summary: 'Read the wizard’s state',
    description: 'The step to show, derived from what exists, and what the step needs.',
  })
  readOnboarding(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<OnboardingView> {
    return this.database.inTenant(context, (transaction) => this.progress.read(transaction));
  }

  @Post('test-messages')
  @Requires('agents:write')
  @Operation({
    summary: 'Send a test message',
    description:
      'Sends it for real. When the provider accepts it, the employee is live and answers for the connection; when not, the answer says why and what to do.',
    problems: { 409: 'The channel is not connected, the employee has left, or a test message is on its way.' },
  })
  sendTestMessage(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: SendTestMessageRequest,
  ): Promise<TestMessageView> {
    return this.messenger.send(context, {
      agentId: request.agent_id,
      connectionId: request.connection_id,
      destinationId: request.destination_id,
    });
  }
}
