import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemDocument } from '@konstruct/platform';
import type { SlackConnectedView } from './slack-install.dto';
import type { InstallationOutcome, SlackAnswer } from './slack-installation';

/** Slack may add parameters at any time, so the query is read instead of validated against a closed list. */
export function readSlackAnswer(query: unknown): SlackAnswer {
  const fields = typeof query === 'object' && query !== null ? (query as Record<string, unknown>) : {};
  return { code: text(fields['code']), state: text(fields['state']), error: text(fields['error']) };
}

/** JSON for clients that ask for it; a browser goes back into the wizard, which explains the code. */
export async function sendOutcome(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: InstallationOutcome,
): Promise<void> {
  if (!(request.headers.accept ?? '').includes('application/json')) {
    await reply.status(303).header('location', wizardAddress(outcome)).send();
  } else if (outcome.ok) {
    await reply.status(200).send(toConnectedView(outcome));
  } else {
    const { error } = outcome;
    await reply
      .status(error.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemDocument(error, request.id)));
  }
}

function wizardAddress(outcome: InstallationOutcome): string {
  if (outcome.ok) return `${wizardOf(outcome.tenantId)}?slack=connected`;
  const query = new URLSearchParams({ slack_error: outcome.error.code });
  // A forged state names no tenant; the portal's start page finds the way for whoever is signed in.
  if (!outcome.attempt) return `/?${query.toString()}`;
  query.set('slack_attempt', outcome.attempt.attemptId);
  return `${wizardOf(outcome.attempt.tenantId)}?${query.toString()}`;
}

function wizardOf(tenantId: string): string {
  return `/t/${tenantId}/onboarding/connect-channel`;
}

function toConnectedView({ tenantId, connection }: Extract<InstallationOutcome, { ok: true }>): SlackConnectedView {
  return { ok: true, tenant_id: tenantId, connection_id: connection.id, workspace_name: connection.workspaceName };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
