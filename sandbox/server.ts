import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import type { SandboxProvider } from './provider';
import { registerAssets } from './web/assets.routes';
import { indexPage } from './web/index.page';
import { sendPage } from './web/page';

const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

export interface ListeningServer {
  port: number;
  stop: () => Promise<void>;
}

/** Puts the providers behind one HTTP server and opens it. */
export async function listen(
  providers: SandboxProvider[],
  address: { host: string; port: number },
): Promise<ListeningServer> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allowUnionTypes: true } },
  });
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/', (_request, reply) => sendPage(reply, indexPage(providers.map((provider) => provider.summary()))));
  registerAssets(app);
  for (const provider of providers) await app.register(async (scope) => provider.register(scope));
  app.setNotFoundHandler((request, reply) => answerNotFound(providers, request, reply));
  app.setErrorHandler((error, _request, reply) => answerError(error, reply));
  await app.listen(address);
  return { port: (app.server.address() as AddressInfo).port, stop: () => stop(app, providers) };
}

function answerNotFound(providers: SandboxProvider[], request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  const provider = providers.find(({ name }) => path.startsWith(`/${name}/`));
  if (provider) {
    const { status, body } = provider.notImplemented(request.method, path);
    return reply.code(status).send(body);
  }
  return reply.code(404).send({ error: `the sandbox does not implement ${request.method} ${path}` });
}

function answerError(error: unknown, reply: FastifyReply): FastifyReply {
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  const message = error instanceof Error ? error.message : String(error);
  if (status < 500) return reply.code(status).send({ error: message });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? message) : message}\n`);
  return reply.code(500).send({ error: 'the sandbox failed; its own output says why' });
}

async function stop(app: FastifyInstance, providers: SandboxProvider[]): Promise<void> {
  for (const provider of providers) await provider.stop();
  await app.close();
}
