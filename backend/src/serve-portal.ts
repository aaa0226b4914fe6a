import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PlatformSettings } from '@konstruct/platform';

const NOT_THE_PORTAL = /^\/(api|docs|health|metrics)(\/|$|\?)/;
const HASHED_FILE = /-[A-Z0-9]{8}\.\w+$/;
const ONE_YEAR_SECONDS = 31_536_000;

/** Serves the built portal on the API's own origin: files by name, everything else is a page of the single-page app. */
export async function servePortal(app: NestFastifyApplication, settings: PlatformSettings): Promise<void> {
  if (settings.PORTAL_DIR === '') return;
  const root = resolve(settings.PORTAL_DIR);
  if (!existsSync(join(root, 'index.html')))
    throw new Error(`PORTAL_DIR (${root}) has no index.html: build the portal first with "npm run build"`);
  await app.register(fastifyStatic, {
    root,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header(
        'cache-control',
        HASHED_FILE.test(path) ? `public, max-age=${ONE_YEAR_SECONDS}, immutable` : 'no-cache',
      ),
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || NOT_THE_PORTAL.test(request.url)) return;
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/').replace(/^\/+/, '');
    const isFile = path !== '' && /\.\w+$/.test(path);
    if (isFile && !existsSync(join(root, path))) return;
    await reply.sendFile(isFile ? path : 'index.html');
    return reply;
  });
}
