import { Injectable } from '@nestjs/common';
import type { TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { SlackGateway } from '../slack/slack-gateway';
import { SlackSessions } from '../slack/slack-sessions';
import type { CheckResult } from '../whatsapp/whatsapp-check';
import { WhatsappCheckDesk } from '../whatsapp/whatsapp-check-desk';

/** How a connection was found. */
export type Finding =
  | { readonly state: 'works' | 'unknown' }
  | { readonly state: 'degraded'; readonly words: string }
  | { readonly state: 'refused'; readonly code: string };

/** What Meta answers to a token that does not work any more. */
const TOKEN_REFUSED = '190';

/** Asks providers whether a connection works. Never inside a transaction. */
@Injectable()
export class ConnectionProbe {
  constructor(
    private readonly slackSessions: SlackSessions,
    private readonly slack: SlackGateway,
    private readonly whatsapp: WhatsappCheckDesk,
  ) {}

  /** Throws the ChannelSendError of a call that failed. */
  async look(context: TenantContext, { kind, id }: ChannelConnection): Promise<Finding> {
    if (kind === 'whatsapp') return findingOf(await this.whatsapp.probe(context, id));
    await this.slack.testToken(await this.slackSessions.open(context, id));
    return { state: 'works' };
  }
}

/** What several checks say together: what could not be asked this time neither troubles nor reassures anybody. */
export function findingOf(results: readonly CheckResult[]): Finding {
  const failures = results.filter(({ status, isTransient }) => status === 'failed' && isTransient !== true);
  if (failures.some(({ check }) => check === 'token')) return { state: 'refused', code: TOKEN_REFUSED };
  const words = failures.map(({ detail, fix }) => [detail, fix].filter(Boolean).join(' '));
  if (words.length > 0) return { state: 'degraded', words: [...new Set(words)].join(' ') };
  return { state: results.some(({ isTransient }) => isTransient === true) ? 'unknown' : 'works' };
}
