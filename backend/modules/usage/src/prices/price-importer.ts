import { Injectable } from '@nestjs/common';
import { readPriceListing, SELLER_NAMES } from '@konstruct/models';
import { Clock, Database, systemContext, type RequestContext, type TenantTransaction } from '@konstruct/platform';
import { listedChanges, type ListedChanges } from './price-changes';
import { knownModels, PriceTable } from './price-table';
import { Repricer } from './repricer';
import { RepricingStore, type Repricing } from './repricing.store';

/** What an import would do, or why it may not be done. */
export interface ImportPlan extends ListedChanges {
  readonly source: string;
  /** Sellers in the list that this product does not know the address of. */
  readonly unknownSellers: readonly string[];
}

/** The earliest call that a re-pricing may be about: before the first price on record there is none. */
const BEGINNING = new Date('2015-01-01T00:00:00Z');

/** Imports price lists into the price table, and has what was unpriced priced. */
@Injectable()
export class PriceImporter {
  constructor(
    private readonly database: Database,
    private readonly table: PriceTable,
    private readonly repricer: Repricer,
    private readonly repricings: RepricingStore,
    private readonly clock: Clock,
  ) {}

  /** Reads a list and compares it with what is known; a price without a date of its own would count from `from` on. */
  async plan(
    context: RequestContext,
    document: unknown,
    { source, from }: { readonly source: string; readonly from?: string },
  ): Promise<ImportPlan> {
    const listing = readPriceListing(document);
    const known = await this.database.outsideTenants(context, (transaction) => this.table.read(transaction));
    const today = from ?? this.clock.now().toISOString().slice(0, 10);
    const ours = listing.filter(({ seller }) => SELLER_NAMES.includes(seller));
    const unknownSellers = listing.filter((seller) => !ours.includes(seller)).map(({ seller }) => seller);
    return { source, unknownSellers, ...listedChanges(ours, (seller) => knownModels(known, seller), today) };
  }

  /** Adds what a plan says; false when somebody imported for the same days meanwhile, and nothing was added. */
  async carryOut(context: RequestContext, { source, changes }: ImportPlan): Promise<boolean> {
    if (changes.length === 0) return true;
    return this.database
      .outsideTenants(context, async (transaction) => {
        if (!(await this.table.add(transaction, { source, changes }))) throw new TakenDayError();
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof TakenDayError) return false;
        throw error;
      });
  }

  /** Prices what a business has without a price, part by part; a worker goes on with it should this be stopped. */
  async *reprice(tenantId: string): AsyncGenerator<Repricing> {
    const context = systemContext(tenantId, 'prices:import');
    const id = await this.database.inTenant(context, (transaction) => this.orderIfNeeded(transaction));
    if (id === null) return;
    for (;;) {
      const progress = await this.repricer.step(context, id);
      if (progress) yield progress;
      if (progress?.status !== 'running') return;
    }
  }

  private async orderIfNeeded(transaction: TenantTransaction): Promise<string | null> {
    if (!(await this.repricings.hasUnpriced(transaction))) return null;
    const until = new Date(this.clock.now().getTime() + 1);
    return this.repricer.order(transaction, {
      scope: 'unpriced',
      provider: null,
      model: null,
      since: BEGINNING,
      until,
    });
  }
}

/** Takes the transaction back. */
class TakenDayError extends Error {}
