/** An answer of the Web API with `ok: false`, in Slack's own words. */
export class SlackApiError extends Error {
  constructor(
    readonly code: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

/** Slack's answer to arguments that are missing or not understood, with one line for each. */
export function invalidArguments(messages: string[]): SlackApiError {
  return new SlackApiError('invalid_arguments', { response_metadata: { messages } });
}
