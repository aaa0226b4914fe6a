/** An error in OpenAI's own shape. */
export class OpenAiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly details: { type?: string; param?: string | null; code?: string | null } = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }

  get body() {
    const { type = 'invalid_request_error', param = null, code = null } = this.details;
    return { error: { message: this.message, type, param, code } };
  }
}

export function badRequest(message: string, param: string | null, code: string | null = null): OpenAiError {
  return new OpenAiError(400, message, { param, code });
}

export function unknownKey(hint: string): OpenAiError {
  return new OpenAiError(401, `Incorrect API key provided: ${hint}.`, { code: 'invalid_api_key' });
}

export function noCredit(): OpenAiError {
  const message = 'You exceeded your current quota, please check your plan and billing details.';
  return new OpenAiError(429, message, { type: 'insufficient_quota', code: 'insufficient_quota' });
}
