import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { BillingPresenter } from './billing-presenter';
import {
  BillingQuery,
  BillingRequest,
  BillingView,
  CheckoutRequest,
  CheckoutView,
  PortalView,
  RefreshRequest,
} from './billing.dto';
import { CheckoutDesk } from './checkout/checkout-desk';
import { CheckoutReturn } from './checkout/checkout-return';

const STRIPE_PROBLEMS = { 503: 'Payments are not set up here, or Stripe does not answer. Nothing was changed.' };

/** The subscription of a business: how it stands, and the ways to Stripe's own pages. */
@ApiTags('Billing')
@Controller('api/portal/billing')
export class BillingController {
  constructor(
    private readonly presenter: BillingPresenter,
    private readonly checkout: CheckoutDesk,
    private readonly checkoutReturn: CheckoutReturn,
  ) {}

  @Get()
  @Requires('billing:manage')
  @Operation({
    summary: 'Show the subscription',
    description: 'Its state as Stripe last told it, what it allows, and what is to be done. Owners and admins only.',
  })
  showBilling(@Query() _query: BillingQuery, @InTenant() context: TenantContext): Promise<BillingView> {
    return this.presenter.show(context);
  }

  @Post('checkout')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'Subscribe',
    description:
      'Answers the page to pay on. The same order gets the same page, however often it is asked for; where there is a subscription already, it is the Billing Portal.',
    problems: { 409: 'Somebody opened another checkout at the same time.', ...STRIPE_PROBLEMS },
  })
  async startCheckout(@Body() body: CheckoutRequest, @InTenant() context: TenantContext): Promise<CheckoutView> {
    const { url, destination } = await this.checkout.open(context, body.agent_count);
    return { checkout_url: url, destination };
  }

  @Post('portal')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'Open the Billing Portal',
    description: 'Answers the page of Stripe on which cards, invoices and the subscription are managed.',
    problems: { 409: 'Nobody has subscribed yet.', ...STRIPE_PROBLEMS },
  })
  async openBillingPortal(@Body() _body: BillingRequest, @InTenant() context: TenantContext): Promise<PortalView> {
    return { portal_url: (await this.checkout.openPortal(context)).url };
  }

  @Post('refresh')
  @HttpCode(HttpStatus.OK)
  @Requires('billing:manage')
  @Operation({
    summary: 'Read the state from Stripe',
    description: 'For the Refresh button and the way back from Checkout, which does not wait for the webhook.',
    problems: STRIPE_PROBLEMS,
  })
  async refreshBilling(@Body() body: RefreshRequest, @InTenant() context: TenantContext): Promise<BillingView> {
    await this.checkoutReturn.refresh(context, body.checkout_session_id);
    return this.presenter.show(context);
  }
}
