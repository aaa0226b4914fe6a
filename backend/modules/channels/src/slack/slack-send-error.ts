import type { ChannelErrorMeaning } from '../messaging/channel-error-meaning';
import { ChannelSendError, type ChannelFailure } from '../messaging/channel-send-error';
import { slackErrorMeaning } from './slack-error-table';

/** A call to Slack that did not succeed. */
export class SlackSendError extends ChannelSendError {
  constructor(failure: ChannelFailure) {
    super('Slack', failure);
    this.name = 'SlackSendError';
  }

  override get meaning(): ChannelErrorMeaning {
    return slackErrorMeaning(this.code);
  }
}
