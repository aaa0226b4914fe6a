import { Inject, Injectable } from '@nestjs/common';
import { HandlesJob, RunsAt, type JobHandler } from '@konstruct/platform';
import { BILLING_SETTINGS, isStripeConfigured, type BillingSettings } from '../billing.config';
import { Reconciler } from './reconciler';

/** Compares everybody with Stripe each night: what a lost webhook left wrong does not last longer than a day. */
@Injectable()
@HandlesJob('billing.reconcile_all')
@RunsAt('17 3 * * *')
export class NightlyReconciliationHandler implements JobHandler {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly reconciler: Reconciler,
  ) {}

  async run(): Promise<void> {
    if (!isStripeConfigured(this.settings)) return;
    const actor = { kind: 'system', id: null, name: 'The nightly reconciliation' } as const;
    await this.reconciler.begin({ requestId: null, actor }, null);
  }
}
