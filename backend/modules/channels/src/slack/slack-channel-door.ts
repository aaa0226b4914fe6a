import { Injectable } from '@nestjs/common';
import type { TenantContext } from '@konstruct/platform';
import { ChannelError } from '../channels.errors';
import { callProblem } from './slack-connect.errors';
import { SlackGateway, type SlackSession } from './slack-gateway';
import { SlackSendError } from './slack-send-error';
import { SlackSessions } from './slack-sessions';

/** Lets the app into a channel that an employee is to answer in. */
@Injectable()
export class SlackChannelDoor {
  constructor(
    private readonly sessions: SlackSessions,
    private readonly gateway: SlackGateway,
  ) {}

  /** Answers the channel's name with the leading #. Private channels cannot be entered; there somebody invites the app. */
  async enter(context: TenantContext, connectionId: string, channelId: string): Promise<string> {
    const session = await this.sessions.open(context, connectionId).catch(refuse);
    const name = await this.gateway.channelName(session, channelId).catch(refuse);
    // Direct messages have no name, and always belong to the workspace's own employee.
    if (name === null) throw unknownChannel();
    await this.joinWherePossible(session, channelId);
    return `#${name}`;
  }

  private async joinWherePossible(session: SlackSession, channelId: string): Promise<void> {
    try {
      await this.gateway.join(session, channelId);
    } catch (error) {
      if (!(error instanceof SlackSendError) || error.breaksConnection) throw callProblem(error);
    }
  }
}

function refuse(error: unknown): never {
  if (error instanceof SlackSendError && error.code === 'channel_not_found') throw unknownChannel();
  throw callProblem(error);
}

function unknownChannel(): ChannelError {
  return new ChannelError('channel_not_found', {
    fields: [{ pointer: '/channel_id', detail: 'is not a channel that the app can see' }],
  });
}
