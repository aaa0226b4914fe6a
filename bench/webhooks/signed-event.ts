import { createHmac } from 'node:crypto';

/** Who the events are for and who signs them. */
export interface EventSource {
  readonly signingSecret: string;
  readonly teamId: string;
  readonly botUserId: string;
  readonly channel: string;
  readonly user: string;
}

/** A message event as Slack sends it, signed; `id` makes it one of its kind. */
export function signedEvent(source: EventSource, id: string): { headers: Record<string, string>; body: string } {
  const { teamId, botUserId, channel, user } = source;
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const body = JSON.stringify({
    token: 'legacy',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: 'A0KONSTRUCT',
    event: {
      type: 'message',
      channel,
      user,
      text: `When do you open? (${id})`,
      ts: `${nowSeconds}.${id.slice(-6).padStart(6, '0')}`,
      event_ts: `${nowSeconds}.${id.slice(-6).padStart(6, '0')}`,
      channel_type: 'channel',
      team: teamId,
      client_msg_id: id,
    },
    type: 'event_callback',
    event_id: `Ev${id}`,
    event_time: nowSeconds,
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${id}`,
  });
  const signature = createHmac('sha256', source.signingSecret).update(`v0:${nowSeconds}:${body}`).digest('hex');
  return {
    body,
    headers: { 'x-slack-request-timestamp': String(nowSeconds), 'x-slack-signature': `v0=${signature}` },
  };
}
