export const MODEL_FAULT_KINDS = [
  'timeout',
  'empty',
  'refusal',
  'rate_limited',
  'server_error',
  'invalid_key',
  'no_credit',
  'bad_json',
  'huge',
  'cut_stream',
] as const;

/** How the next completion is to go wrong. */
export interface ModelFault {
  kind: (typeof MODEL_FAULT_KINDS)[number];
  /** With server_error; 500 when left out. */
  status: number;
  retryAfterSeconds: number;
  /** What a refusal says, or what a huge answer repeats. */
  text: string | null;
  /** How long a timeout holds the request before it hangs up. */
  delayMs: number;
}
