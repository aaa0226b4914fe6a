import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendPage } from '../../web/page';
import { refuseForeignOrigin } from '../../web/same-origin';
import { isRedirectAllowed } from '../slack-app';
import type { SlackServices } from '../slack-services';
import { consentErrorPage, consentPage, type ConsentQuestion } from './consent.page';
import { parseScopes, unknownScopes } from './scopes';

type Query = Record<string, string | undefined>;

type CheckedRequest = { problem: { code: string; explanation: string } } | { question: ConsentQuestion };

/** `/slack/oauth/v2/authorize`: the consent page and what comes of it. */
export function registerOAuth(app: FastifyInstance, services: SlackServices): void {
  const url = '/slack/oauth/v2/authorize';
  app.get<{ Querystring: Query }>(url, (request, reply) => {
    const checked = check(services, request.query);
    if ('problem' in checked) return sendProblem(reply, checked.problem);
    return sendPage(reply, consentPage(services.app, services.world.workspaces, checked.question));
  });
  app.post<{ Body: Query }>(url, { preHandler: refuseForeignOrigin }, (request, reply) => {
    const checked = check(services, request.body);
    if ('problem' in checked) return sendProblem(reply, checked.problem);
    return decide(services, reply, checked.question, request.body);
  });
}

function sendProblem(reply: FastifyReply, problem: { code: string; explanation: string }): FastifyReply {
  return sendPage(reply, consentErrorPage(problem.code, problem.explanation));
}

function problem(code: string, explanation: string): CheckedRequest {
  return { problem: { code, explanation } };
}

function check(services: SlackServices, query: Query): CheckedRequest {
  const { app, world } = services;
  if (query.client_id !== app.clientId) {
    return problem('invalid_client_id', 'The client_id does not belong to the app of this sandbox.');
  }
  const redirectUri = query.redirect_uri ?? app.redirectUrls[0] ?? '';
  if (!isRedirectAllowed(app, redirectUri)) {
    const allowed = app.redirectUrls.join(', ') || 'none';
    return problem('bad_redirect_uri', `The redirect_uri is not one of the app's. Configured: ${allowed}.`);
  }
  const scopes = parseScopes(query.scope);
  const userScopes = parseScopes(query.user_scope);
  const unknown = unknownScopes([...scopes, ...userScopes]);
  if (unknown.length > 0) return problem('invalid_scope', `The sandbox does not know: ${unknown.join(', ')}.`);
  if (scopes.length + userScopes.length === 0)
    return problem('no_scopes', 'The request asks for no permission at all.');
  const teamId = query.team && world.findWorkspace(query.team) ? query.team : undefined;
  return { question: { scopes, userScopes, redirectUri, state: query.state ?? '', teamId } };
}

function decide(services: SlackServices, reply: FastifyReply, question: ConsentQuestion, form: Query): FastifyReply {
  const target = new URL(question.redirectUri);
  const workspace = services.world.findWorkspace(form.team ?? '');
  if (form.decision !== 'allow') {
    target.searchParams.set('error', 'access_denied');
  } else if (!workspace) {
    return sendProblem(reply, { code: 'invalid_team', explanation: 'Please choose a workspace.' });
  } else {
    const code = services.installations.issueCode({
      teamId: workspace.id,
      userId: workspace.users[0]?.id ?? '',
      scopes: question.scopes,
      userScopes: question.userScopes,
      redirectUri: question.redirectUri,
    });
    target.searchParams.set('code', code);
  }
  target.searchParams.set('state', question.state);
  return reply.redirect(target.href, 302);
}
