export const STRIPE_FAULT_KINDS = [
  'down',
  'slow',
  'rate_limited',
  'server_error',
  'drop_response_after_effect',
] as const;

/** How the next calls are to fail; `*` means any call. */
export interface StripeFault {
  /** `POST /v1/subscriptions`, as it is called, or with `:id` for any id. */
  call: string;
  kind: (typeof STRIPE_FAULT_KINDS)[number];
  /** How long a slow call takes, and how long a call that goes nowhere hangs. */
  delayMs: number;
}
