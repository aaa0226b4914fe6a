import { costNanoUsd, NO_TOKENS, type ModelPrice } from '@konstruct/models';

/** What an estimate takes for granted, in tokens. */
const ASSUMED = {
  /** The message itself and what was said before it. */
  conversation: 600,
  reply: 200,
} as const;

/** What an estimate is made from. */
export interface EstimateInput {
  readonly promptTokens: number;
  readonly maxReplyTokens: number;
  readonly messagesPerMonth: number;
  readonly seatNanoUsd: bigint;
  /** Null when the model is unpriced. */
  readonly price: ModelPrice | null;
  readonly modelName: string;
}

/** What an employee would cost a month. */
export interface CostEstimate {
  readonly seatNanoUsd: bigint;
  readonly perMessageNanoUsd: bigint | null;
  readonly modelNanoUsd: bigint | null;
  readonly totalNanoUsd: bigint | null;
  readonly assumptions: string;
}

/** Estimates the monthly cost of an employee for a given number of messages, without counting on any cache. */
export function estimateCost(input: EstimateInput): CostEstimate {
  const { price, seatNanoUsd } = input;
  const replyTokens = Math.min(ASSUMED.reply, input.maxReplyTokens);
  const perMessageNanoUsd = price && messageCost(input.promptTokens, replyTokens, price);
  const modelNanoUsd = perMessageNanoUsd === null ? null : perMessageNanoUsd * BigInt(input.messagesPerMonth);
  return {
    seatNanoUsd,
    perMessageNanoUsd,
    modelNanoUsd,
    totalNanoUsd: modelNanoUsd === null ? null : seatNanoUsd + modelNanoUsd,
    assumptions: describe(input, replyTokens),
  };
}

function messageCost(promptTokens: number, replyTokens: number, price: ModelPrice): bigint {
  const inputUncachedTokens = promptTokens + ASSUMED.conversation;
  return costNanoUsd({ ...NO_TOKENS, inputUncachedTokens, outputTextTokens: replyTokens }, price);
}

function describe({ promptTokens, price, modelName }: EstimateInput, replyTokens: number): string {
  if (!price) return `There is no price for ${modelName} yet, so only the seat can be estimated.`;
  const tokens = new Intl.NumberFormat('en-US');
  return (
    `Each message sends the instructions (${tokens.format(promptTokens)} tokens) and about ${ASSUMED.conversation} tokens of conversation, ` +
    `and gets a reply of about ${replyTokens} tokens, at the price of ${price.model} since ${price.effectiveFrom}. ` +
    'Prompt caching makes it cheaper; long conversations and models that think first make it dearer.'
  );
}
