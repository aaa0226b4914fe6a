import { Reflector } from '@nestjs/core';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database';
import { RequestError } from '../errors/problem';
import { HOLDS_SECRET, type AuthorizedRequest } from './access';
import { RequestFingerprints } from './request-fingerprints';

const MAXIMUM_KEY_LENGTH = 255;

/** A request that has not answered after this long belonged to a process that died; keys are forgotten after a day. */
const ABANDONED_AFTER_SECONDS = 180;
const MAXIMUM_CLAIMS = 3;

interface StoredAnswer {
  readonly request_hash: Buffer;
  readonly status: number | null;
  readonly body: unknown;
}

/**
 * Makes POSTs with an Idempotency-Key happen once per tenant (or person): a repeat gets the first answer, a repeat with
 * another body is refused, a repeat while the first still runs is told to wait. Failed requests leave the key free.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly reflector: Reflector,
    private readonly fingerprints: RequestFingerprints,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthorizedRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || typeof key !== 'string' || !request.userContext) return next.handle();
    if (key.length === 0 || key.length > MAXIMUM_KEY_LENGTH) {
      throw new RequestError('malformed_request', {
        detail: `Idempotency-Key must have 1 to ${MAXIMUM_KEY_LENGTH} characters.`,
      });
    }
    const holdsSecret = this.reflector.get<boolean | undefined>(HOLDS_SECRET, context.getHandler()) ?? false;
    const handle = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.runOnce(request, http.getResponse<FastifyReply>(), { key, holdsSecret }, handle));
  }

  private async runOnce(
    request: AuthorizedRequest,
    reply: FastifyReply,
    { key, holdsSecret }: { key: string; holdsSecret: boolean },
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    const hash = this.fingerprints.of(request);
    const earlier = await this.claim(request, key, hash);
    if (earlier) {
      if (!earlier.request_hash.equals(hash)) throw new RequestError('idempotency_key_reused');
      if (earlier.status === null) throw new RequestError('idempotency_in_progress', { retryAfterSeconds: 1 });
      if (holdsSecret) throw new RequestError('done_before');
      void reply.status(earlier.status).header('idempotency-replayed', 'true');
      return earlier.body;
    }
    try {
      const body = await handle();
      await this.inScope(request, (manager, scopeId) =>
        manager.query('UPDATE idempotency_keys SET status = $3, body = $4 WHERE scope_id = $1 AND key = $2', [
          scopeId,
          key,
          reply.statusCode,
          JSON.stringify(holdsSecret ? null : (body ?? null)),
        ]),
      );
      return body;
    } catch (error) {
      await this.inScope(request, (manager, scopeId) =>
        manager.query('DELETE FROM idempotency_keys WHERE scope_id = $1 AND key = $2', [scopeId, key]),
      );
      throw error;
    }
  }

  /** Null when the key is this request's. One that was let go between the two looks, because its request failed, is claimed again. */
  private async claim(request: AuthorizedRequest, key: string, hash: Buffer): Promise<StoredAnswer | null> {
    for (let tries = 0; tries < MAXIMUM_CLAIMS; tries += 1) {
      const claimed = await this.claimOnce(request, key, hash);
      if (claimed !== 'let_go') return claimed;
    }
    throw new RequestError('idempotency_in_progress', { retryAfterSeconds: 1 });
  }

  private claimOnce(request: AuthorizedRequest, key: string, hash: Buffer): Promise<StoredAnswer | 'let_go' | null> {
    return this.inScope(request, async (manager, scopeId) => {
      const inserted: unknown[] = await manager.query(
        `INSERT INTO idempotency_keys AS known (scope_id, key, request_hash) VALUES ($1, $2, $3)
         ON CONFLICT (scope_id, key) DO UPDATE SET request_hash = EXCLUDED.request_hash, status = NULL, body = NULL, created_at = now()
           WHERE known.created_at < now() - interval '24 hours'
              OR (known.status IS NULL AND known.created_at < now() - $4 * interval '1 second')
         RETURNING key`,
        [scopeId, key, hash, ABANDONED_AFTER_SECONDS],
      );
      if (inserted.length > 0) return null;
      const rows: StoredAnswer[] = await manager.query(
        'SELECT request_hash, status, body FROM idempotency_keys WHERE scope_id = $1 AND key = $2',
        [scopeId, key],
      );
      return rows[0] ?? 'let_go';
    });
  }

  private inScope<T>(
    request: AuthorizedRequest,
    work: (manager: EntityManager, scopeId: string) => Promise<T>,
  ): Promise<T> {
    const { tenantContext, userContext } = request;
    if (tenantContext) return this.database.inTenant(tenantContext, ({ manager, tenantId }) => work(manager, tenantId));
    if (!userContext) throw new Error('an idempotent request needs a signed-in caller');
    return this.database.asUser(userContext, userContext.userId, ({ manager }) => work(manager, userContext.userId));
  }
}
