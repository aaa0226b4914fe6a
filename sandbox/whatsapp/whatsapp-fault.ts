export const WHATSAPP_FAULT_KINDS = [
  'rate_limited',
  'pair_rate_limited',
  'app_rate_limited',
  'expired_token',
  'permission_denied',
  'outside_window',
  'undeliverable',
  'unsupported',
  'server_error',
  'not_json',
  'timeout',
  'slow',
  'slow_response_after_effect',
  'drop_response_after_effect',
  'error',
] as const;

/** What the Graph API can be asked; faults and records name these. */
export const GRAPH_OPERATIONS = [
  'debug_token',
  'get_number',
  'register_number',
  'get_account',
  'list_numbers',
  'list_templates',
  'list_subscriptions',
  'subscribe',
  'unsubscribe',
  'send_message',
  'mark_read',
  'upload_media',
  'get_media',
  'delete_media',
  'download_media',
] as const;

export type GraphOperationName = (typeof GRAPH_OPERATIONS)[number];

/** How the next calls of an operation are to fail; `*` means any. */
export interface WhatsAppFault {
  operation: GraphOperationName | '*';
  kind: (typeof WHATSAPP_FAULT_KINDS)[number];
  /** With the rate limits; no header when 0. */
  retryAfterSeconds: number;
  /** Waiting time; a timeout holds the request this long and then hangs up. */
  delayMs: number;
  /** With kind `error`: Meta's code, and the HTTP status that goes with it. */
  code: number;
  status: number;
}
