import type { ChannelErrorMeaning } from '../messaging/channel-error-meaning';
import { ChannelSendError, type ChannelFailure } from '../messaging/channel-send-error';
import { graphErrorMeaning } from './graph-error-table';

/** A call to Meta's Graph API that did not succeed. */
export class WhatsappSendError extends ChannelSendError {
  /** What Meta says itself; for the checks, which tell apart what one code stands for. */
  readonly providerMessage: string;

  constructor(failure: ChannelFailure & { readonly providerMessage?: string }) {
    super('WhatsApp', failure);
    this.name = 'WhatsappSendError';
    this.providerMessage = failure.providerMessage ?? '';
  }

  override get meaning(): ChannelErrorMeaning {
    return graphErrorMeaning(this.code);
  }
}
