import { Injectable } from '@nestjs/common';
import {
  Database,
  decodeCursor,
  encodeCursor,
  pageLimit,
  type Page,
  type PageQuery,
  type TenantContext,
} from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { toLines } from '../plan/quantity-quoter';
import { withBalance } from '../plan/quantity-terms';
import { InvoiceGateway, type InvoiceReading } from '../stripe/invoice-gateway';
import { PreviewGateway } from '../stripe/preview-gateway';
import { Timeline } from '../timeline/timeline';
import type { InvoiceView, NextInvoiceView, TimelineEntryView } from './invoices.dto';

/** Shows what was and will be charged, and what else happened. */
@Injectable()
export class InvoiceFolder {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly invoices: InvoiceGateway,
    private readonly previews: PreviewGateway,
    private readonly timeline: Timeline,
  ) {}

  async list(context: TenantContext, query: PageQuery): Promise<Page<InvoiceView>> {
    const [afterId = null] = decodeCursor(query.cursor, 1) ?? [];
    const { stripeCustomerId, isCustomerDeleted } = await this.account(context);
    if (stripeCustomerId === null || isCustomerDeleted) return { items: [], next_cursor: null };
    const { invoices, hasMore } = await this.invoices.list(stripeCustomerId, pageLimit(query), afterId);
    const last = invoices.at(-1);
    return { items: invoices.map(toInvoiceView), next_cursor: hasMore && last ? encodeCursor([last.id]) : null };
  }

  async next(context: TenantContext): Promise<NextInvoiceView> {
    const { stripeCustomerId, stripeSubscriptionId, liveSubscriptions, ...account } = await this.account(context);
    const isComing = stripeCustomerId !== null && stripeSubscriptionId !== null && liveSubscriptions > 0;
    const preview = isComing ? await this.previews.ofNext(stripeCustomerId, stripeSubscriptionId) : null;
    if (!preview) return { amount_usd: null, date: null, lines: [] };
    return {
      amount_usd: preview.amountDueCents / 100,
      date: account.currentPeriodEnd?.toISOString() ?? null,
      lines: toLines(withBalance(preview.lines, preview.balanceCents)),
    };
  }

  story(context: TenantContext, query: PageQuery): Promise<Page<TimelineEntryView>> {
    return this.database.inTenant(context, (transaction) =>
      this.timeline.list(transaction, query, ({ id, occurredAt, kind, summary, url }) => ({
        ...{ id, kind, summary, url },
        occurred_at: occurredAt.toISOString(),
      })),
    );
  }

  private account(context: TenantContext): Promise<BillingAccount> {
    return this.database.inTenant(context, (transaction) => this.accounts.read(transaction));
  }
}

function toInvoiceView(invoice: InvoiceReading): InvoiceView {
  return {
    id: invoice.id,
    number: invoice.number,
    created_at: invoice.createdAt.toISOString(),
    total_usd: invoice.totalCents / 100,
    charged_usd: invoice.dueCents / 100,
    status: invoice.status,
    pdf_url: invoice.pdfUrl,
    page_url: invoice.pageUrl,
  };
}
