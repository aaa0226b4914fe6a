const OUTCOMES: Readonly<Record<string, string>> = {
  ok: 'Answered',
  timeout: 'Took too long',
  rate_limited: 'At its limit',
  server_error: 'Provider failed',
  unreachable: 'Not reached',
  bad_response: 'Unreadable answer',
  bad_request: 'Refused as malformed',
  empty: 'Empty answer',
  refused: 'Declined to answer',
  cancelled: 'Cancelled',
  invalid_key: 'Key refused',
  model_not_found: 'No such model',
  address_refused: 'Address refused',
  context_too_long: 'Conversation too long',
};

/** What came of a call, in a word or two; one that came later is shown as the API calls it. */
export function outcomeWords(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}
