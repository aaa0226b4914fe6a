import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { Database, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import type { BillingAccount } from '../account/billing-account.entity';
import { PreviewGateway, type QuantityQuestion } from '../stripe/preview-gateway';
import { daysOf, type DayWords } from '../timeline/money-words';
import { SubscriptionDesk, type RunningSubscription } from './subscription-desk';
import type { QuantityPreviewView } from './plan.dto';
import { changeWords, dueTodayCents, nextInvoice, prorationCents, settlementOf, settlingLines } from './quantity-terms';
import { QuantityPreviewStore } from './quantity-preview.store';
import type { InvoicePreview } from '../stripe/invoice-preview';

/** Says what another number of employees would cost today and from then on, and remembers what it said. */
@Injectable()
export class QuantityQuoter {
  constructor(
    private readonly database: Database,
    private readonly desk: SubscriptionDesk,
    private readonly agents: AgentDirectory,
    private readonly gateway: PreviewGateway,
    private readonly shown: QuantityPreviewStore,
    private readonly tenants: TenantDirectory,
  ) {}

  async quote(context: TenantContext, agentCount: number): Promise<QuantityPreviewView> {
    const { account, running } = await this.desk.changeable(context);
    const settlement = settlementOf(account.subscriptionStatus, account.agentQuota, agentCount);
    const question: QuantityQuestion = { ...running, quantity: agentCount };
    const now = await this.gateway.ofChange(question, settlement, null);
    const prorationDate = now.prorationSeconds ?? Math.floor(now.createdAt.getTime() / 1_000);
    const after = settlement === 'always_invoice' ? await this.gateway.ofChange(question, 'none', null) : now;
    const next = nextInvoice(settlement, now, after);
    const { live, day } = await this.remember(context, running, { account, agentCount, prorationDate });
    const excess = Math.max(0, live.length - agentCount);
    const terms = {
      before: account.agentQuota,
      after: agentCount,
      settlement,
      dueTodayCents: dueTodayCents(settlement, now),
      creditCents: Math.max(0, -prorationCents(now.lines)),
      nextCents: next.dueCents,
      nextAt: account.currentPeriodEnd,
      day,
    };
    return {
      agent_count: agentCount,
      proration_date: prorationDate,
      summary: changeWords(terms),
      due_today_usd: terms.dueTodayCents / 100,
      lines_today: settlement === 'always_invoice' ? toLines(settlingLines(now)) : [],
      next_invoice_usd: next.dueCents / 100,
      next_invoice_at: account.currentPeriodEnd?.toISOString() ?? null,
      next_invoice_lines: toLines(next.lines),
      agents_to_stop: excess,
      live_agents: live.map(({ id, name }) => ({ id, name })),
    };
  }

  private remember(
    context: TenantContext,
    { subscriptionId }: RunningSubscription,
    { account, ...shown }: { account: BillingAccount; agentCount: number; prorationDate: number },
  ): Promise<{ live: { id: string; name: string }[]; day: DayWords }> {
    return this.database.inTenant(context, async (transaction) => {
      await this.shown.add(transaction, {
        ...shown,
        stripeSubscriptionId: subscriptionId,
        fromQuota: account.agentQuota,
      });
      const { timeZone } = await this.tenants.find(transaction);
      return { live: await this.agents.listByStatus(transaction, 'live'), day: daysOf(timeZone) };
    });
  }
}

/** Lines on the wire. */
export function toLines(lines: InvoicePreview['lines']): { description: string; amount_usd: number }[] {
  return lines.map(({ description, amountCents }) => ({ description, amount_usd: amountCents / 100 }));
}
