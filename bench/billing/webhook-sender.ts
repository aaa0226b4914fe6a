import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';

/** A signed event for a customer. */
export interface BenchEvent {
  readonly id: string;
  readonly type: string;
  readonly customerId: string;
}

/** Delivers webhooks as Stripe does, to each address in turn. */
export class WebhookSender {
  readonly latenciesMs: number[] = [];
  refused = 0;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 512 });
  private turn = 0;

  private readonly urls: readonly string[];
  private readonly secret: string;

  constructor(urls: readonly string[], secret: string) {
    this.urls = urls;
    this.secret = secret;
  }

  async deliver(event: BenchEvent): Promise<void> {
    const body = JSON.stringify({
      ...{ id: event.id, object: 'event', type: event.type, created: 1_795_000_000, livemode: false },
      data: { object: { id: 'sub', object: 'subscription', customer: event.customerId, trial_end: 1_795_000_000 } },
    });
    const time = Math.floor(Date.now() / 1_000);
    const signature = createHmac('sha256', this.secret).update(`${time}.${body}`).digest('hex');
    const begun = performance.now();
    const status = await this.post(body, `t=${time},v1=${signature}`);
    this.latenciesMs.push(performance.now() - begun);
    if (status !== 200) this.refused += 1;
  }

  close(): void {
    this.agent.destroy();
  }

  private post(body: string, signature: string): Promise<number> {
    this.turn += 1;
    const url = `${this.urls[this.turn % this.urls.length] ?? ''}/api/webhooks/stripe`;
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    return new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent: this.agent, headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
