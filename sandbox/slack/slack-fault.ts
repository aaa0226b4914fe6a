export const SLACK_FAULT_KINDS = [
  'ratelimited',
  'invalid_auth',
  'not_in_channel',
  'timeout',
  'server_error',
  'drop_response_after_effect',
  'error',
] as const;

/** How the next calls of a method are to fail; `*` means any method. */
export interface SlackFault {
  method: string;
  kind: (typeof SLACK_FAULT_KINDS)[number];
  /** With ratelimited; 1 when left out. */
  retryAfterSeconds: number;
  /** Waiting time before the fault happens; a timeout holds the request this long and then hangs up. */
  delayMs: number;
  /** With kind `error`: Slack's code to answer with. */
  error: string;
}
