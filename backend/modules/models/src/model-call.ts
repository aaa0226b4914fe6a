import type { ModelProvider } from '@konstruct/contracts';
import type { CallOutcome } from './call-outcome';
import type { ModelAccess } from './model-access';
import type { ModelTool } from './model-tool';
import type { TokenUsage } from './token-usage';

/** What was said so far, oldest first. */
export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** What the person showed; models that see nothing are told so. */
  readonly pictures?: readonly ModelPicture[];
}

/** A picture in a question: JPEG, PNG, WebP or GIF. */
export interface ModelPicture {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** A question to a language model. */
export interface ModelRequest {
  /** The business that asks: a provider that fails for one is still asked for the others. */
  readonly tenantId: string;
  readonly provider: ModelProvider;
  readonly model: string;
  /** Asked when the first cannot answer: `model` of the same provider, or `provider/model`. */
  readonly fallbackModel: string | null;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly temperature: number;
  readonly maxReplyTokens: number;
  /** What the model may use while it answers. */
  readonly tools?: readonly ModelTool[];
  /** Which keys to call with; without it, the business's own or the installation's. */
  readonly access?: ModelAccess;
  readonly signal?: AbortSignal;
}

/** Who hears an answer while it is being made. */
export interface ReplyListener {
  onText(piece: string): void;
  /** What was said so far does not count: the call broke and is made again, or a tool is used first. */
  onRestart(): void;
  onTool(name: string): void;
}

/** Where the token counts of a call come from: the provider, our own count of what was sent, or nowhere. */
export type UsageSource = 'provider' | 'estimated' | 'none';

/** One request to a provider, successful or not; each is metered and audited. */
export interface ModelCall {
  readonly id: string;
  readonly provider: ModelProvider;
  readonly model: string;
  /** The business's own key that the call was made with; null for the installation's. */
  readonly keyId: string | null;
  /** Tells keys apart that had this id one after the other: when this one replaced another. */
  readonly keyReplacedAt: Date | null;
  readonly startedAt: Date;
  readonly latencyMs: number;
  readonly outcome: CallOutcome;
  /** Null when the provider did no work, and when it may have but nobody knows how much. */
  readonly usage: TokenUsage | null;
  readonly usageSource: UsageSource;
  /** Who sold it, where the address of an OpenAI-compatible server tells; null otherwise. */
  readonly soldBy: string | null;
  /** On which terms, such as `batch`; null for the ordinary ones. */
  readonly terms: string | null;
  /** The provider's own code, where it gave one. */
  readonly errorCode: string | null;
}

/** A model's answer and every call that it took. */
export interface ModelReply {
  readonly text: string;
  readonly finishReason: 'stop' | 'length' | 'other';
  readonly provider: ModelProvider;
  readonly model: string;
  readonly calls: readonly ModelCall[];
}
