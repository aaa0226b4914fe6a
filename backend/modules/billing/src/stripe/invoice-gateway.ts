import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { paymentIdsOf, toDate } from './read-stripe';
import { StripeClient } from './stripe-client';

/** An invoice as Stripe wrote it. */
export interface InvoiceReading {
  readonly id: string;
  readonly number: string | null;
  readonly createdAt: Date;
  readonly totalCents: number;
  /** After the credit that earlier invoices left. */
  readonly dueCents: number;
  readonly status: string;
  readonly pdfUrl: string | null;
  readonly pageUrl: string | null;
}

/** Some of a customer's invoices, the latest first. */
export interface InvoiceSlice {
  readonly invoices: readonly InvoiceReading[];
  readonly hasMore: boolean;
}

/** More than a business gets in eight years. */
const MOST_INVOICES = 100;

/** The one door to invoices that are written. */
@Injectable()
export class InvoiceGateway {
  constructor(private readonly client: StripeClient) {}

  list(customerId: string, limit: number, afterId: string | null): Promise<InvoiceSlice> {
    return this.client.run(async (stripe) => {
      const page = await stripe.invoices.list({
        customer: customerId,
        limit,
        ...(afterId === null ? {} : { starting_after: afterId }),
      });
      return { invoices: page.data.map(readInvoice), hasMore: page.has_more };
    });
  }

  /** The payments made or tried for a customer's invoices. */
  payments(customerId: string): Promise<string[]> {
    return this.client.run(async (stripe) => {
      const list = { customer: customerId, limit: MOST_INVOICES, expand: ['data.payments'] };
      return (await stripe.invoices.list(list)).data.flatMap(paymentIdsOf);
    });
  }
}

function readInvoice(invoice: Stripe.Invoice): InvoiceReading {
  return {
    id: invoice.id,
    number: invoice.number,
    createdAt: toDate(invoice.created),
    totalCents: invoice.total,
    dueCents: invoice.amount_due,
    status: invoice.status ?? 'draft',
    pdfUrl: invoice.invoice_pdf ?? null,
    pageUrl: invoice.hosted_invoice_url ?? null,
  };
}
