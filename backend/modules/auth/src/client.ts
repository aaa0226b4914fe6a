import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';

/** The portal session's cookie; scripts cannot read it. */
export const SESSION_COOKIE = 'konstruct_session';
/** Marks a browser that has signed in to an account before; signs nobody in. */
export const DEVICE_COOKIE = 'konstruct_device';

/** What a request tells of the program and place it comes from. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
  readonly sessionToken: string | undefined;
  readonly deviceCookie: string | undefined;
}

const MAXIMUM_USER_AGENT = 300;
const MAXIMUM_ADDRESS = 64;

/** Reads the client from a request; both texts are the caller's own words and are cut to a sane length. */
export function clientOf(request: FastifyRequest): Client {
  return {
    address: request.ip.slice(0, MAXIMUM_ADDRESS),
    userAgent: (request.headers['user-agent'] ?? '').slice(0, MAXIMUM_USER_AGENT),
    sessionToken: request.cookies[SESSION_COOKIE],
    deviceCookie: request.cookies[DEVICE_COOKIE],
  };
}

/** The client of the request, as a parameter of a route. */
export const FromClient = createParamDecorator((_: unknown, context: ExecutionContext): Client =>
  clientOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
