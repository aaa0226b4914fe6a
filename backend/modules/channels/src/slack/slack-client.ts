import { Inject, Injectable, Logger } from '@nestjs/common';
import { LogLevel, WebClient, type Logger as SlackLogger, type WebClientOptions } from '@slack/web-api';
import type { CallGate } from '../limits/call-gate';
import { GatedWebClient } from './gated-web-client';
import { SLACK_SETTINGS, type SlackSettings } from './slack.config';
import { toSlackSendError } from './slack-call-failure';

/** Slack gives an event three seconds; a call that takes longer than ten has most likely been lost. */
const TIMEOUT_MS = 10_000;

/** For whom Slack is called. */
export interface SlackCaller {
  readonly token: string;
  readonly gate: CallGate;
}

/**
 * Makes Slack clients that try once and fail with a typed error: waiting and repeating is the outbox's work, which
 * survives a crash, and a client that repeats a send by itself would send twice.
 */
@Injectable()
export class SlackClients {
  constructor(@Inject(SLACK_SETTINGS) private readonly settings: SlackSettings) {}

  /** The options of every client, also of the one inside @slack/oauth. */
  get options(): Omit<WebClientOptions, 'logLevel' | 'logger'> {
    return {
      slackApiUrl: this.settings.SLACK_API_URL,
      timeout: TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
    };
  }

  /** Calls Slack with a token, or without one for OAuth itself; throws nothing but SlackSendError. */
  call<T>(token: string | null, work: (client: WebClient) => Promise<T>): Promise<T> {
    return attempt(new WebClient(token ?? undefined, this.loggedOptions), work);
  }

  /** Calls Slack for a connection, within the limits that Slack set it. */
  callFor<T>({ token, gate }: SlackCaller, work: (client: WebClient) => Promise<T>): Promise<T> {
    return attempt(new GatedWebClient(token, this.loggedOptions, gate), work);
  }

  private get loggedOptions(): WebClientOptions {
    return { ...this.options, logger: new SlackClientLogger() };
  }
}

async function attempt<T>(client: WebClient, work: (client: WebClient) => Promise<T>): Promise<T> {
  try {
    return await work(client);
  } catch (error) {
    throw toSlackSendError(error);
  }
}

/** Sends the client's own lines to the product's log. Failures are logged where they are handled, so these are for debugging. */
export class SlackClientLogger implements SlackLogger {
  private readonly logger = new Logger('Slack');

  debug(): void {
    // Slack's debug lines hold whole requests and answers; message texts do not belong into logs.
  }

  info(...parts: unknown[]): void {
    this.logger.debug(parts.map(String).join(' '));
  }

  warn(...parts: unknown[]): void {
    this.logger.debug(parts.map(String).join(' '));
  }

  error(...parts: unknown[]): void {
    this.logger.debug(parts.map(String).join(' '));
  }

  setLevel(): void {
    // The product's own logger decides.
  }

  getLevel(): LogLevel {
    return LogLevel.INFO;
  }

  setName(): void {
    // Lines already stand under "Slack".
  }
}
