import type { BoundedLog } from '../state/bounded-log';
import type { FaultQueue } from '../state/fault-queue';
import type { PromptCache } from './chat/prompt-cache';
import type { ModelFault } from './model-fault';
import type { ScriptedReplies } from './scripted-replies';

export interface ModelOptions {
  /** The bearer key that requests must carry. */
  apiKey: string;
  /** How long an answer takes, so that "thinking" can be seen. */
  latencyMs: number;
}

/** One request as it was, without its key. */
export interface ModelRequestRecord {
  at: string;
  path: string;
  body: unknown;
  status: number | null;
  reply: string | null;
  fault: string | null;
}

export interface ModelServices {
  options: ModelOptions;
  cache: PromptCache;
  faults: FaultQueue<ModelFault>;
  replies: ScriptedReplies;
  requests: BoundedLog<ModelRequestRecord>;
}
