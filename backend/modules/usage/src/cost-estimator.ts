import { Injectable } from '@nestjs/common';
import { buildSystemPrompt, toAgentSettings } from '@konstruct/agents';
import { SeatPrices } from '@konstruct/billing';
import { toUsd } from '@konstruct/contracts';
import { countTextTokens } from '@konstruct/models';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { estimateCost } from './cost-estimate';
import type { EstimateRequest, EstimateView } from './payroll.dto';
import { PriceBook } from './prices/price-book';

/** Says what a new employee would cost a month. */
@Injectable()
export class CostEstimator {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly seats: SeatPrices,
    private readonly prices: PriceBook,
    private readonly clock: Clock,
  ) {}

  async estimate(context: TenantContext, { draft, messages_per_month }: EstimateRequest): Promise<EstimateView> {
    const { tenant, seatNanoUsd, prices } = await this.database.inTenant(context, async (transaction) => ({
      tenant: await this.tenants.find(transaction),
      seatNanoUsd: await this.seats.monthlyNanoUsd(transaction),
      prices: await this.prices.open(transaction),
    }));
    const settings = toAgentSettings(draft);
    const now = this.clock.now();
    const prompt = buildSystemPrompt(settings, {
      businessName: tenant.name,
      timeZone: tenant.timeZone,
      now,
      place: 'Direct message',
    });
    const estimate = estimateCost({
      promptTokens: countTextTokens(prompt),
      maxReplyTokens: settings.maxReplyTokens,
      messagesPerMonth: messages_per_month,
      seatNanoUsd,
      price: prices.of(settings.provider, settings.model, now),
      modelName: settings.model,
    });
    return {
      seat_usd: toUsd(estimate.seatNanoUsd),
      model_usd: orNull(estimate.modelNanoUsd),
      total_usd: orNull(estimate.totalNanoUsd),
      per_message_usd: orNull(estimate.perMessageNanoUsd),
      assumptions: estimate.assumptions,
    };
  }
}

function orNull(nanoUsd: bigint | null): number | null {
  return nanoUsd === null ? null : toUsd(nanoUsd);
}
