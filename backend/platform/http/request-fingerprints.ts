import { createHmac, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ENVIRONMENT } from '../config/tokens';

const KEY_BYTES = 32;

/**
 * Tells whether two requests are the same without keeping what was in them. Bodies hold keys and tokens, so that whoever has the
 * database must not be able to try guesses: it takes SESSION_SECRET to make a fingerprint.
 */
@Injectable()
export class RequestFingerprints {
  private readonly key: Buffer;

  constructor(@Inject(ENVIRONMENT) environment: NodeJS.ProcessEnv) {
    const secret = environment['SESSION_SECRET'] ?? '';
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'konstruct request fingerprint', KEY_BYTES));
  }

  of({ method, url, body }: Pick<FastifyRequest, 'method' | 'url' | 'body'>): Buffer {
    return createHmac('sha256', this.key)
      .update(`${method} ${url}\n${JSON.stringify(body ?? null)}`)
      .digest();
  }
}
