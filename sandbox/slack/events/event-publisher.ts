import { randomBytes } from 'node:crypto';
import { newSlackId } from '../ids';
import type { SlackApp } from '../slack-app';
import type { SlackWorkspace } from '../state/slack-state';
import type { SlackWorld } from '../state/slack-world';
import { EventTranslator, type OutgoingEvent } from './event-translator';
import type { EventDelivery, EventSender } from './event-sender';

/** A constant of Slack's past that every payload still carries. */
const VERIFICATION_TOKEN = 'sandbox-verification-token';

/** Puts events into Slack's envelope and hands them to the sender, in the order in which things happened. */
export class EventPublisher {
  private readonly translator: EventTranslator;

  constructor(
    private readonly app: SlackApp,
    private readonly world: SlackWorld,
    private readonly sender: EventSender,
  ) {
    this.translator = new EventTranslator(app, world.now);
    world.changes.subscribe((change) => {
      if (!change.workspace.installation) return;
      for (const outgoing of this.translator.translate(change)) this.publish(change.workspace, outgoing);
    });
  }

  publish(workspace: SlackWorkspace, outgoing: OutgoingEvent): EventDelivery | null {
    const body = this.envelope(workspace, outgoing);
    return this.sender.send(body, { eventType: outgoing.event.type, teamId: workspace.id });
  }

  /** Slack's check of the events URL: true when the challenge came back. */
  async verifyUrl(): Promise<{ isVerified: boolean; status: number | null; detail: string }> {
    const challenge = randomBytes(24).toString('base64url');
    try {
      const body = { token: VERIFICATION_TOKEN, challenge, type: 'url_verification' };
      const { status, text } = await this.sender.post(body);
      const isVerified = status === 200 && text.includes(challenge);
      return { isVerified, status, detail: isVerified ? 'The challenge came back.' : text.slice(0, 200) };
    } catch (error) {
      return { isVerified: false, status: null, detail: error instanceof Error ? error.message : String(error) };
    }
  }

  private envelope(workspace: SlackWorkspace, { event, hasAuthorizations }: OutgoingEvent): Record<string, unknown> {
    const channel = typeof event.channel === 'string' ? event.channel : '';
    const authorization = {
      enterprise_id: null,
      team_id: workspace.id,
      user_id: workspace.bot.userId,
      is_bot: true,
      is_enterprise_install: false,
    };
    return {
      token: VERIFICATION_TOKEN,
      team_id: workspace.id,
      ...(hasAuthorizations ? { context_team_id: workspace.id, context_enterprise_id: null } : {}),
      api_app_id: this.app.appId,
      event,
      type: 'event_callback',
      event_id: newSlackId('Ev'),
      event_time: Math.floor(this.world.now() / 1_000),
      ...(hasAuthorizations ? { authorizations: [authorization], is_ext_shared_channel: false } : {}),
      ...(hasAuthorizations ? { event_context: eventContext(event.type, workspace.id, channel) } : {}),
    };
  }
}

/** Slack's newer, opaque form: version 4 and base64 of what the event is about. */
function eventContext(type: string, teamId: string, channel: string): string {
  return `4-${Buffer.from(JSON.stringify({ et: type, tid: teamId, cid: channel })).toString('base64url')}`;
}
