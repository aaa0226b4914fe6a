import type Stripe from 'stripe';
import { toDate } from './read-stripe';

/** A line of an invoice to come, in Stripe's words. */
export interface PreviewLine {
  readonly description: string;
  readonly amountCents: number;
  /** The amount after discounts and taxes. */
  readonly totalCents: number;
  /** Whether it settles a part of a period rather than pays for a whole one. */
  readonly isProration: boolean;
}

/** An invoice that Stripe would write. */
export interface InvoicePreview {
  readonly amountDueCents: number;
  readonly totalCents: number;
  /** What earlier invoices left: below zero for a credit. */
  readonly balanceCents: number;
  readonly lines: readonly PreviewLine[];
  /** The moment from which parts of periods were counted. */
  readonly prorationSeconds: number | null;
  readonly createdAt: Date;
}

/** Reads a preview. */
export function readPreview(invoice: Stripe.Invoice): InvoicePreview {
  return {
    amountDueCents: invoice.amount_due,
    totalCents: invoice.total,
    balanceCents: invoice.starting_balance,
    lines: invoice.lines.data.map(readLine),
    prorationSeconds: invoice.parent?.subscription_details?.subscription_proration_date ?? null,
    createdAt: toDate(invoice.created),
  };
}

function readLine({ description, amount, parent, ...line }: Stripe.InvoiceLineItem): PreviewLine {
  const isProration = parent?.subscription_item_details?.proration ?? parent?.invoice_item_details?.proration ?? false;
  const discounts = sum((line.discount_amounts ?? []).map((discount) => discount.amount));
  const taxes = sum((line.taxes ?? []).filter((tax) => tax.tax_behavior === 'exclusive').map((tax) => tax.amount));
  const totalCents = amount - discounts + taxes;
  return { description: description ?? 'AI employees', amountCents: amount, totalCents, isProration };
}

function sum(cents: readonly number[]): number {
  return cents.reduce((total, each) => total + each, 0);
}
