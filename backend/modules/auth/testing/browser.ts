import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What the API answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: ReturnType<JSON['parse']>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Calls the API as the portal in one browser does: keeps cookies and sends the CSRF token back as a header. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly address = '203.0.113.7',
  ) {}

  async call(method: Method, url: string, payload?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const csrf = this.cookies.get('XSRF-TOKEN');
    const answer = await this.app.inject({
      method,
      url,
      payload,
      remoteAddress: this.address,
      headers: { ...(csrf ? { 'x-xsrf-token': csrf } : {}), ...headers },
      cookies: Object.fromEntries(this.cookies),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? null : answer.json() };
  }
}
