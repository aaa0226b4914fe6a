import type { Business } from '../stage/hire.ts';
import { requestJson } from '../stage/http-json.ts';
import { numbersIn } from './echo-model.ts';

/** A delivery as the portal's page shows it. */
interface Delivery {
  readonly id: string;
  readonly conversation_id: string;
  readonly channel_kind: string;
  readonly preview: string;
  readonly state: string;
  readonly is_in_doubt: boolean;
}

const OPEN_STATES = ['pending', 'sending', 'parked'] as const;

/**
 * The person at the page Deliveries. WhatsApp cannot be asked what became of a send whose process was killed just then; when no
 * report comes either, the product leaves it to them after some minutes. They look at the phone, where it is missing, and press Retry.
 */
export class Operator {
  /** Messages whose answer they had sent again. */
  readonly sentByHand = new Set<number>();
  /** Messages whose answer waits for a report or for them, and those behind it in the same conversation. */
  undecided: ReadonlySet<number> = new Set();
  private readonly business: Business;

  constructor(business: Business) {
    this.business = business;
  }

  /** Looks at the page, and sends again what is left to them. */
  async look(answered: ReadonlySet<number>): Promise<void> {
    const all = (await Promise.all(OPEN_STATES.map((state) => this.list(state)))).flat();
    const open = all.filter(({ channel_kind }) => channel_kind === 'whatsapp');
    const stuck = new Set(open.filter(isStuck).map(({ conversation_id }) => conversation_id));
    const waiting = open.filter(({ conversation_id }) => stuck.has(conversation_id));
    this.undecided = new Set(waiting.flatMap(({ preview }) => numbersIn(preview)));
    for (const { id, preview } of open.filter(({ state }) => state === 'parked')) {
      const numbers = numbersIn(preview);
      if (numbers.some((number) => answered.has(number))) continue;
      await requestJson('POST', `${this.deliveriesUrl}/${id}/retry`, {}, this.business.headers);
      for (const number of numbers) this.sentByHand.add(number);
    }
  }

  private get deliveriesUrl(): string {
    return `${this.business.portalUrl}/tenants/${this.business.tenantId}/deliveries`;
  }

  private async list(state: string): Promise<readonly Delivery[]> {
    const url = `${this.deliveriesUrl}?state=${state}&limit=100`;
    return (await requestJson<{ items: Delivery[] }>('GET', url, undefined, this.business.headers)).items;
  }
}

function isStuck({ is_in_doubt, state }: Delivery): boolean {
  return is_in_doubt || state === 'parked';
}
