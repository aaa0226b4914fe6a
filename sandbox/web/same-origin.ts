import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Refuses changes that another site's page sends by a browser: the control API and the consent form know no sign-in, so
 * a page that a developer happens to have open must not reach them. Programs send no Origin and pass.
 */
export async function refuseForeignOrigin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { origin, host } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return;
  const isOwn = URL.canParse(origin) && new URL(origin).host === host;
  if (!isOwn) await reply.code(403).send({ error: `requests from ${origin} are not accepted` });
}
