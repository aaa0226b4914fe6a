import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { listProblems, type ProblemDefinition } from '@konstruct/platform';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/24px system-ui, sans-serif; }
  body { max-width: 720px; margin: 0 auto; padding: 32px 16px; }
  section { padding: 16px 0; border-top: 1px solid light-dark(#d0d5dd, #3a3f4b); }
  section:target { border-left: 4px solid light-dark(#0b6e4f, #5cc9a0); padding-left: 16px; }
  h2 { font-size: 16px; margin: 0; }
  p { margin: 8px 0 0; }
  a { color: light-dark(#0b6e4f, #5cc9a0); }`;

/** The page that the type of every problem leads to: what happened, and what to do. */
export function serveProblemPage(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/docs/problems', (_request, reply) => reply.type('text/html; charset=utf-8').send(problemPage()));
}

function problemPage(): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Problems · Konstruct API</title><style>${STYLE}</style></head>
<body>
<main>
<h1>Problems</h1>
<p>Every error of the <a href="/docs">API</a> is a problem document (RFC 9457). Its <code>code</code> is one of these;
its <code>detail</code> may say more about the case at hand, and <code>errors</code> names each wrong field.</p>
${listProblems().map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section([code, { status, title, detail }]: [code: string, definition: ProblemDefinition]): string {
  return `<section id="${code}"><h2>${escaped(title)}</h2><p>${escaped(detail)}</p><p><code>${code}</code>, status ${status}</p></section>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
