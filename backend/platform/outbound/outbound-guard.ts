import { lookup as systemLookup } from 'node:dns';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Agent } from 'undici';
import type { PlatformSettings } from '../config/platform.config';
import { createFetch, type FetchLimits } from './http-fetch';
import { isOfSandbox, readOutboundUrl } from './outbound-url';
import { assertPublicName, publicLookup, type Resolve } from './public-lookup';

/** Answers may take long to begin and pause between words; what a call may take in all is its caller's to say. */
const CONNECTIONS = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 10_000 } as const;

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The way out of the program. Addresses that a business wrote are checked when they are saved, at each connection and at
 * each redirect, and lead to the public internet by https alone; the installation's own are the operator's business.
 * The provider sandbox, which production refuses to have, may be called as well.
 */
export class OutboundGuard implements OnApplicationShutdown {
  private readonly sandboxOrigin: string | null;
  private readonly open = new Agent({ ...CONNECTIONS, connect: { timeout: CONNECT_TIMEOUT_MS } });
  private readonly guarded: Agent;

  constructor(
    settings: Pick<PlatformSettings, 'SANDBOX_URL'>,
    private readonly resolve: Resolve = systemLookup,
  ) {
    this.sandboxOrigin = settings.SANDBOX_URL === '' ? null : new URL(settings.SANDBOX_URL).origin;
    const connect = { timeout: CONNECT_TIMEOUT_MS, lookup: publicLookup(resolve) };
    this.guarded = new Agent({ ...CONNECTIONS, connect });
  }

  /** Checks an address before it is saved; throws OutboundRefusedError with what is wrong with it. */
  async check(address: string): Promise<void> {
    const url = readOutboundUrl(address, this.sandboxOrigin);
    if (!isOfSandbox(url, this.sandboxOrigin)) await assertPublicName(url.hostname, this.resolve);
  }

  /** A fetch for addresses that a business wrote. */
  guardedFetch(limits: FetchLimits): typeof globalThis.fetch {
    return createFetch((address) => {
      const url = readOutboundUrl(address, this.sandboxOrigin);
      return { url, dispatcher: isOfSandbox(url, this.sandboxOrigin) ? this.open : this.guarded };
    }, limits);
  }

  /** A fetch for the addresses in the installation's settings. */
  trustedFetch(limits: FetchLimits): typeof globalThis.fetch {
    return createFetch((address) => ({ url: new URL(address), dispatcher: this.open }), limits);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.open.destroy(), this.guarded.destroy()]);
  }
}
