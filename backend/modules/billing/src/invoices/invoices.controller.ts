import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { BillingQuery } from '../billing.dto';
import { InvoiceFolder } from './invoice-folder';
import { BillingPageQuery, InvoicePage, NextInvoiceView, TimelinePage } from './invoices.dto';

/** What was charged, what will be, and what else happened. */
@ApiTags('Billing')
@Controller('api/portal/billing')
export class InvoicesController {
  constructor(private readonly folder: InvoiceFolder) {}

  @Get('invoices')
  @Requires('billing:manage')
  @Operation({
    summary: 'List invoices',
    description: 'As Stripe has them, the latest first.',
    problems: { 503: 'Stripe does not answer.' },
  })
  listInvoices(@Query() query: BillingPageQuery, @InTenant() context: TenantContext): Promise<InvoicePage> {
    return this.folder.list(context, query);
  }

  @Get('next-invoice')
  @Requires('billing:manage')
  @Operation({
    summary: 'Show the next invoice',
    description: 'What it would charge as things are, line by line.',
    problems: { 503: 'Stripe does not answer.' },
  })
  showNextInvoice(@Query() _query: BillingQuery, @InTenant() context: TenantContext): Promise<NextInvoiceView> {
    return this.folder.next(context);
  }

  @Get('timeline')
  @Requires('billing:manage')
  @Operation({ summary: 'Tell the story', description: 'What happened with the billing, the latest first.' })
  listBillingTimeline(@Query() query: BillingPageQuery, @InTenant() context: TenantContext): Promise<TimelinePage> {
    return this.folder.story(context, query);
  }
}
