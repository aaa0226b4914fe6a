import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import {
  answerFrameworkError,
  checkAllSettings,
  platformSettings,
  readSettings,
  type PlatformSettings,
} from '@konstruct/platform';
import { AppModule } from './app.module';
import { serveOpenApi } from './openapi-document';
import { serveProblemPage } from './problem-page';
import { servePortal } from './serve-portal';
import { settingsGroups } from './settings-groups';
import { Metrics } from './system/metrics';

const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const REQUEST_ID = /^[\w.-]{8,100}$/;

/** Builds the whole program from an environment, ready to listen; throws ConfigurationError before anything is opened. */
export async function createApp(environment: NodeJS.ProcessEnv): Promise<NestFastifyApplication> {
  checkAllSettings(settingsGroups, environment);
  const settings = readSettings(platformSettings, environment);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // A number of hops, not "whoever says so": anybody can put entries in front of the header.
    trustProxy: (_address, hop) => hop < settings.TRUSTED_PROXIES,
    genReqId: requestId,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: answerFrameworkError,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forEnvironment(environment), adapter, {
    rawBody: true,
    // Until the program's own logger is there, whoever starts it tells what went wrong.
    logger: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.enableShutdownHooks();
  await protect(app, settings);
  serveOpenApi(app);
  serveProblemPage(app);
  await servePortal(app, settings);
  return app;
}

/** A caller's own request id is kept when it is harmless, so that one id follows a request through several systems. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

async function protect(app: NestFastifyApplication, settings: PlatformSettings): Promise<void> {
  const isSecure = settings.PUBLIC_URL.startsWith('https://');
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(isSecure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  const fastify = app.getHttpAdapter().getInstance();
  let isStopping = false;
  fastify.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.recordRequest(request, reply);
    done();
  });
  fastify.addHook('onSend', async (request, reply) => {
    // What is under way is answered; its connection, kept open for a next request, would hold the process up for a minute.
    if (isStopping) void reply.header('connection', 'close');
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
  });
}
