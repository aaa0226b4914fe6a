import type { AtLimitAction, ModelProvider } from '@konstruct/contracts';

/** Everything that the Agent Designer sets; a draft has it as well as a saved agent. */
export interface AgentSettings {
  readonly name: string;
  readonly roleTitle: string;
  readonly templateId: string | null;
  readonly avatarColor: string;
  readonly avatarEmoji: string;
  readonly persona: string;
  readonly instructions: string;
  readonly greeting: string;
  /** BCP 47 tag, such as `en` or `de-CH`. */
  readonly language: string;
  readonly provider: ModelProvider;
  readonly model: string;
  readonly temperature: number;
  readonly maxReplyTokens: number;
  readonly budgetLimitNanoUsd: bigint | null;
  readonly atLimit: AtLimitAction;
  readonly fallbackModel: string | null;
  readonly outOfOfficeText: string;
  readonly handoverContact: string;
}
