import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { BillingPresenter } from './billing-presenter';
import { BillingQuery, BillingView } from './billing.dto';

/** The subscription of a business. */
@ApiTags('Billing')
@Controller('api/portal/billing')
export class BillingController {
  constructor(private readonly presenter: BillingPresenter) {}

  @Get()
  @Requires('billing:manage')
  @Operation({
    summary: 'Show the subscription',
    description: 'Its state as Stripe last told it, what it allows, and what is to be done. Owners and admins only.',
  })
  showBilling(@Query() _query: BillingQuery, @InTenant() context: TenantContext): Promise<BillingView> {
    return this.presenter.show(context);
  }
}
