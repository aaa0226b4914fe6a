import { WebClient, type WebAPICallResult, type WebClientOptions } from '@slack/web-api';
import type { CallGate } from '../limits/call-gate';
import { toSlackSendError } from './slack-call-failure';
import { SlackSendError } from './slack-send-error';

/**
 * Slack limits each method of each workspace by itself, and names the time to wait. Those that waited to write come a quarter of a
 * second apart afterwards: Slack lets an app write several hundred messages a minute in a workspace.
 * See https://docs.slack.dev/apis/web-api/rate-limits
 */
const APART_MS: ReadonlyMap<string, number> = new Map([['chat.postMessage', 250]]);
const OTHERS_APART_MS = 50;

/** A client that keeps to what Slack said of a method before, and passes on what it says now. */
export class GatedWebClient extends WebClient {
  constructor(
    token: string,
    options: WebClientOptions,
    private readonly gate: CallGate,
  ) {
    super(token, options);
  }

  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    const apartMs = APART_MS.get(method) ?? OTHERS_APART_MS;
    const held = await this.gate.ask({ scopes: [method], apartMs });
    if (held) throw new SlackSendError({ ...held, isRetryable: true, isHeldBack: true });
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      const failure = toSlackSendError(error);
      const { code, retryAfterSeconds } = failure;
      if (retryAfterSeconds !== null) await this.gate.close(method, { code, retryAfterSeconds });
      throw failure;
    }
  }
}
