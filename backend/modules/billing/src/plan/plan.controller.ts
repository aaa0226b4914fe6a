import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { BillingPresenter } from '../billing-presenter';
import { BillingRequest, BillingView, QuantityChangeView } from '../billing.dto';
import { BillingError } from '../billing.errors';
import { QuantityChangeRequest, QuantityPreviewView, QuantityRequest } from './plan.dto';
import { QuantityChanger } from './quantity-changer';
import { QuantityQuoter } from './quantity-quoter';
import { SubscriptionDesk } from './subscription-desk';

const PROBLEMS = {
  409: 'There is no subscription to change, or it ends with its period (`subscription_ending`).',
  503: 'Payments are not set up here, or Stripe does not answer. Nothing was changed.',
};

/** Growing, shrinking and leaving. */
@ApiTags('Billing')
@Controller('api/portal/billing')
export class PlanController {
  constructor(
    private readonly presenter: BillingPresenter,
    private readonly quoter: QuantityQuoter,
    private readonly changer: QuantityChanger,
    private readonly desk: SubscriptionDesk,
  ) {}

  @Post('quantity/preview')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'Preview another number of employees',
    description: 'What is charged today, what the next invoice will be, and how many employees would have to stop.',
    problems: PROBLEMS,
  })
  previewQuantity(@Body() body: QuantityRequest, @InTenant() context: TenantContext): Promise<QuantityPreviewView> {
    return this.quoter.quote(context, body.agent_count);
  }

  @Post('quantity')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'Change the number of employees',
    description:
      'Carries out what was previewed, counted from the same moment. When the card is declined or the bank wants a confirmation, the old number stays and the answer says where to pay.',
    problems: {
      ...PROBLEMS,
      402: 'The card was declined.',
      409: 'The preview is too old, it is to be chosen who stops, the subscription ends with its period, or somebody else changed the number at the same time (`change_overtaken`).',
    },
  })
  async changeQuantity(
    @Body() body: QuantityChangeRequest,
    @InTenant() context: TenantContext,
  ): Promise<QuantityChangeView> {
    const { agent_count: agentCount, proration_date: prorationDate, stop_agent_ids: stopAgentIds = [] } = body;
    const { outcome, payUrl } = await this.changer.change(context, { agentCount, prorationDate, stopAgentIds });
    const billing = await this.presenter.show(context);
    if (outcome === 'changed' && billing.agent_quota !== agentCount) throw overtaken(billing.agent_quota);
    return { outcome, pay_url: payUrl, billing };
  }

  @Post('cancel')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'Cancel at the end of the period',
    description: 'Everybody keeps working until cancel_at; then they stop, and settings and history stay.',
    problems: PROBLEMS,
  })
  async cancelSubscription(@Body() _body: BillingRequest, @InTenant() context: TenantContext): Promise<BillingView> {
    await this.desk.cancelAtPeriodEnd(context);
    return this.presenter.show(context);
  }

  @Post('resume')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({ summary: 'Take a cancellation back', description: 'The subscription goes on.', problems: PROBLEMS })
  async resumeSubscription(@Body() _body: BillingRequest, @InTenant() context: TenantContext): Promise<BillingView> {
    await this.desk.resume(context);
    return this.presenter.show(context);
  }

  @Post('cancel-now')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'End the subscription at once',
    description: 'Employees stop now; what is paid for the rest of the period is not given back. Owners only.',
    problems: PROBLEMS,
  })
  async endSubscription(@Body() _body: BillingRequest, @InTenant() context: TenantContext): Promise<BillingView> {
    await this.desk.cancelNow(context);
    return this.presenter.show(context);
  }
}

function overtaken(agentQuota: number): BillingError {
  const detail = `Yours was carried out and replaced: ${agentQuota} employees are paid for now. Change it again if that is not right.`;
  return new BillingError('change_overtaken', { detail });
}
