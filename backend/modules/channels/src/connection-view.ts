import type { ChannelConnection } from './channel-connection.entity';
import type { ConnectionView } from './channels.dto';
import { channelErrorMeaning } from './messaging/channel-languages';
import { missingScopes, purposeOfScope } from './slack/slack-scopes';

/** A connection as the API shows it: never a token, and a broken one with words instead of a code. */
export function toConnectionView(connection: ChannelConnection): ConnectionView {
  const broken =
    connection.brokenReason === null ? null : channelErrorMeaning(connection.kind, connection.brokenReason);
  const missing =
    connection.kind === 'slack' && connection.status === 'connected' ? missingScopes(connection.scopes) : [];
  return {
    id: connection.id,
    kind: connection.kind,
    status: connection.status,
    workspace_name: connection.workspaceName,
    workspace_id: connection.externalAccountId,
    bot_user_id: connection.botUserId,
    phone_number: connection.phoneNumber,
    quality_rating: connection.qualityRating,
    agent_id: connection.agentId,
    last_event_at: toWireTime(connection.lastEventAt),
    last_sent_at: toWireTime(connection.lastSentAt),
    failure_rate: failureRate(connection),
    token_expires_at: toWireTime(connection.tokenExpiresAt),
    limited_until: toWireTime(connection.limitedUntil),
    broken_reason: broken?.meaning ?? null,
    broken_fix: broken?.fix ?? null,
    missing_scopes: missing,
    missing_permissions: missing.map(purposeOfScope),
    connected_at: connection.connectedAt.toISOString(),
  };
}

function failureRate({ windowSends, windowFailures }: ChannelConnection): number {
  return windowSends === 0 ? 0 : Math.min(1, windowFailures / windowSends);
}

function toWireTime(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
