import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { baseStyles } from './styles/base.css';
import { bubbleStyles } from './styles/bubble.css';
import { composerStyles } from './styles/composer.css';
import { consentStyles } from './styles/consent.css';
import { stripeStyles } from './styles/stripe.css';
import { workspaceStyles } from './styles/workspace.css';
import { messageStyles } from './styles/message.css';
import { diagnosticsStyles } from './styles/diagnostics.css';
import { phoneStyles } from './styles/phone.css';
import { phonePanelStyles } from './styles/phone-panel.css';

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1f6f6b"/><path d="M7 21c3-4 5-4 9 0s6 4 9 0" fill="none" stroke="#f6e7c8" stroke-width="2.6" stroke-linecap="round"/><path d="M7 14c3-4 5-4 9 0s6 4 9 0" fill="none" stroke="#f6e7c8" stroke-width="2.6" stroke-linecap="round" opacity=".55"/></svg>`;

const EMBEDDED: Record<string, { type: string; content: string }> = {
  'base.css': { type: 'text/css; charset=utf-8', content: baseStyles },
  'bubble.css': { type: 'text/css; charset=utf-8', content: bubbleStyles },
  'phone.css': { type: 'text/css; charset=utf-8', content: phoneStyles },
  'phone-panel.css': { type: 'text/css; charset=utf-8', content: phonePanelStyles },
  'composer.css': { type: 'text/css; charset=utf-8', content: composerStyles },
  'consent.css': { type: 'text/css; charset=utf-8', content: consentStyles },
  'stripe.css': { type: 'text/css; charset=utf-8', content: stripeStyles },
  'workspace.css': { type: 'text/css; charset=utf-8', content: workspaceStyles },
  'message.css': { type: 'text/css; charset=utf-8', content: messageStyles },
  'diagnostics.css': { type: 'text/css; charset=utf-8', content: diagnosticsStyles },
  'icon.svg': { type: 'image/svg+xml', content: ICON },
};

/** Style sheets are compiled into the program; the pages' scripts stand beside it as modules. */
export function registerAssets(app: FastifyInstance): void {
  app.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
    const { file } = request.params;
    void reply.headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' });
    const embedded = EMBEDDED[file];
    if (embedded) return reply.type(embedded.type).send(embedded.content);
    const isScript = /^[a-z-]+\.mjs$/.test(file);
    const script = isScript ? await readFile(join(__dirname, 'assets', file), 'utf8').catch(() => null) : null;
    if (script !== null) return reply.type('text/javascript; charset=utf-8').send(script);
    reply.callNotFound();
    return reply;
  });
}
