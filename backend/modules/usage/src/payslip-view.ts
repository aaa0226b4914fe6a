import type { Agent } from '@konstruct/agents';
import { toUsd } from '@konstruct/contracts';
import { daysWithSeat, seatShareNanoUsd, type PayrollMonth } from './payroll';
import { tokenLines } from './payslip';
import type { PayslipInput } from './payslip-figures';
import type { PayslipFeeView, PayslipModelView, PayslipView } from './payslip.dto';
import type { Prices } from './prices/price-book';
import type { PricedUsage } from './usage-charts.query';
import { addFigures, spentNanoUsd } from './usage-figures';

/** A payslip as the API shows it. */
export function toPayslipView(
  input: PayslipInput & {
    readonly employee: Agent;
    readonly businessName: string;
    readonly month: PayrollMonth;
    readonly seatPriceNanoUsd: bigint;
    readonly now: Date;
  },
): PayslipView {
  const { employee, month, used, conversations } = input;
  const seatDays = daysWithSeat(employee, month);
  const seat = seatShareNanoUsd(input.seatPriceNanoUsd, seatDays, month);
  const total = addFigures(used.map(({ figures }) => figures));
  const worked = spentNanoUsd(total);
  return {
    business_name: input.businessName,
    agent_id: employee.id,
    name: employee.name,
    role_title: employee.roleTitle,
    month: month.month,
    time_zone: month.timeZone,
    as_of: input.now.toISOString(),
    is_complete: input.now >= month.to,
    seat_days: seatDays,
    days_in_month: month.daysInMonth,
    seat_price_usd: toUsd(input.seatPriceNanoUsd),
    seat_usd: toUsd(seat),
    models: used.filter(({ figures }) => figures.calls > 0).map((usage) => toModelView(usage, input.prices)),
    model_usd: toUsd(total.costNanoUsd),
    channel_fees: used.filter(({ figures }) => figures.fees > 0).map(toFeeView),
    channel_fees_usd: toUsd(total.feeNanoUsd),
    corrections: [...input.corrections],
    total_usd: toUsd(seat + worked),
    unpriced_calls: total.unpricedCalls,
    messages_handled: input.messagesHandled,
    conversations,
    cost_per_conversation_usd: conversations === 0 ? null : toUsd(worked / BigInt(conversations)),
  };
}

function toModelView({ provider, model, priceSource, figures }: PricedUsage, prices: Prices): PayslipModelView {
  return {
    provider,
    model,
    price_source: priceSource === '' ? null : priceSource,
    model_calls: figures.calls,
    unpriced_calls: figures.unpricedCalls,
    tokens: tokenLines(figures, prices.ratesOf(provider, model, priceSource)).map(({ kind, tokens, costNanoUsd }) => ({
      kind,
      tokens,
      cost_usd: costNanoUsd === null ? null : toUsd(costNanoUsd),
    })),
    cost_usd: toUsd(figures.costNanoUsd),
  };
}

function toFeeView({ provider, model, figures }: PricedUsage): PayslipFeeView {
  return {
    channel_kind: provider,
    category: model,
    fees: figures.fees,
    unpriced_fees: figures.unpricedCalls,
    cost_usd: toUsd(figures.feeNanoUsd),
  };
}
