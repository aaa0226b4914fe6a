import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JobQueue, type TenantTransaction } from '@konstruct/platform';
import { BILLING_SETTINGS, isLiveMode, type BillingSettings } from '../billing.config';
import type { BillingState } from '../state/billing-state';

/** The job that ends a trial whose card had one before. */
export const END_TRIAL_JOB = 'billing.end_trial';

/** Lets a card have one trial, whichever business uses it. Checkout says so before the card is given. */
@Injectable()
export class TrialCards {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly jobs: JobQueue,
  ) {}

  /** The first business that tries with a card keeps it; whoever comes later with it pays from the start. */
  async check(transaction: TenantTransaction, { status, card, subscriptionId }: BillingState): Promise<void> {
    if (status !== 'trialing' || card?.fingerprint == null || subscriptionId === null) return;
    const { manager, tenantId } = transaction;
    const mode = isLiveMode(this.settings) ? 'live' : 'test';
    const holder = hash(`tenant:${tenantId}`);
    const cardHash = hash(`${mode}:${card.fingerprint}`);
    await manager.query('INSERT INTO trial_cards (card_hash, holder_hash) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      cardHash,
      holder,
    ]);
    const rows: { holder_hash: Buffer }[] = await manager.query(
      'SELECT holder_hash FROM trial_cards WHERE card_hash = $1',
      [cardHash],
    );
    if (rows[0]?.holder_hash.equals(holder)) return;
    await this.jobs.enqueue(transaction, {
      name: END_TRIAL_JOB,
      payload: { tenant_id: tenantId, subscription_id: subscriptionId },
      key: `${END_TRIAL_JOB}:${subscriptionId}`,
    });
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
