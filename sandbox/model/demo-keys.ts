import type { FastifyRequest } from 'fastify';

/** Long enough to look like a key. */
const DEMO_KEY = /^sk-demo-[\w-]{8,200}$/;

/** Whether a key is one that people may bring along: an account that works, has no credit, or may use no model. */
export function isDemoKey(key: string): boolean {
  return DEMO_KEY.test(key);
}

/** The bearer key of a request. */
export function keyOf(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
