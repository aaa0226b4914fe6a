import type { CallHandler, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { defer, lastValueFrom } from 'rxjs';
import type { Database } from '../database/database';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { RequestFingerprints } from './request-fingerprints';

const REQUEST = {
  ...{ method: 'POST', url: '/api/things', body: { api_key: 'sk-1' }, headers: { 'idempotency-key': 'once' } },
  userContext: { userId: 'ada' },
};

describe('a request whose key was let go while it was looked at', () => {
  let asked: string[];
  let claims: unknown[][];
  let handled: number;

  const query = (sql: string): Promise<unknown> => {
    asked.push(sql.trim().split(' ')[0] ?? '');
    return Promise.resolve(sql.startsWith('INSERT') ? (claims.shift() ?? []) : []);
  };
  const database = {
    asUser: (_: unknown, __: unknown, work: (transaction: unknown) => Promise<unknown>) => work({ manager: { query } }),
  } as unknown as Database;
  const interceptor = new IdempotencyInterceptor(
    database,
    { get: () => undefined } as unknown as Reflector,
    new RequestFingerprints({ SESSION_SECRET: 'secret' }),
  );

  beforeEach(() => {
    asked = [];
    handled = 0;
  });

  function send(): Promise<unknown> {
    const context = {
      getHandler: () => undefined,
      switchToHttp: () => ({ getRequest: () => REQUEST, getResponse: () => ({ statusCode: 201 }) }),
    } as unknown as ExecutionContext;
    const next: CallHandler = { handle: () => defer(() => Promise.resolve({ number: (handled += 1) })) };
    return lastValueFrom(interceptor.intercept(context, next));
  }

  it('claims it again before it does anything', async () => {
    claims = [[], [{ key: 'once' }]];
    expect(await send()).toEqual({ number: 1 });
    expect(asked).toEqual(['INSERT', 'SELECT', 'INSERT', 'UPDATE']);
  });

  it('is told to wait when that goes on, and is not done without the key', async () => {
    claims = [];
    await expect(send()).rejects.toMatchObject({ code: 'idempotency_in_progress' });
    expect(handled).toBe(0);
  });
});

describe('fingerprints of requests', () => {
  const of = (secret: string, request: object = {}): string =>
    new RequestFingerprints({ SESSION_SECRET: secret }).of({ ...REQUEST, ...request }).toString('hex');

  it('are the same for the same request, and of no use to who does not know the secret', () => {
    expect(of('one')).toBe(of('one'));
    expect(of('one')).not.toBe(of('other'));
    expect(of('one', { body: { api_key: 'sk-2' } })).not.toBe(of('one'));
  });
});
