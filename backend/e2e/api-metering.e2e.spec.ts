import { signUp, startProduct, type RunningProduct } from './product';

const LIMIT = 10;

interface Usage {
  readonly api_calls_used: number;
  readonly api_calls_limit: number | null;
  readonly is_near_limit: boolean;
  readonly token_issuances: number;
  readonly tier: string;
}

describe('the daily limit of API calls (PRTA-06)', () => {
  let product: RunningProduct;

  beforeAll(async () => {
    product = await startProduct({ FREE_DAILY_API_CALLS: String(LIMIT) });
  }, 60_000);

  afterAll(() => product.stop());

  it('counts what programs do, says what is left, and refuses what is over with the time to come back', async () => {
    const email = 'program@example.com';
    const { client, tenantId } = await signUp(product, 'Program', email);
    const token = await client.post<{ access_token: string }>('/api/portal/auth/token', {
      grant_type: 'password',
      email,
      password: 'correct horse battery staple',
    });
    const call = (path: string): Promise<Response> =>
      fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${token.body.access_token}` } });
    const agents = `/api/portal/tenants/${tenantId}/agents`;
    for (let left = LIMIT - 1; left >= 0; left -= 1) {
      const answer = await call(agents);
      expect([answer.status, answer.headers.get('ratelimit-remaining')]).toEqual([200, String(left)]);
      expect(answer.headers.get('ratelimit')).toMatch(new RegExp(`^"day";r=${left};t=\\d+$`));
      expect(answer.headers.get('ratelimit-policy')).toBe(`"day";q=${LIMIT};w=86400`);
    }
    const refused = await call(agents);
    expect(refused.status).toBe(429);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(25 * 3_600);
    expect(await refused.json()).toMatchObject({ code: 'api_limit_reached', status: 429 });
    // The portal's own calls are not the customer's to count, and whoever is over the limit can see it and pay.
    expect((await client.get(agents)).status).toBe(200);
    const usage = await call(`/api/portal/billing/usage?tenant_id=${tenantId}`);
    expect(usage.status).toBe(200);
    expect((await usage.json()) as Usage).toMatchObject({
      api_calls_used: LIMIT,
      api_calls_limit: LIMIT,
      is_near_limit: true,
      token_issuances: 1,
      tier: 'free',
    });
  }, 60_000);
});
