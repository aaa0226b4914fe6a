import { Injectable } from '@nestjs/common';
import { HandlesJob, systemContext, type JobAttempt, type JobHandler } from '@konstruct/platform';
import { REPRICE_JOB, Repricer } from './repricer';

/** Prices calls again, part by part, until there are no more. */
@Injectable()
@HandlesJob(REPRICE_JOB)
export class RepriceHandler implements JobHandler {
  constructor(private readonly repricer: Repricer) {}

  async run(payload: unknown, { signal }: Pick<JobAttempt, 'signal'>): Promise<void> {
    const { tenant_id: tenantId, repricing_id: id } = payload as { tenant_id: string; repricing_id: string };
    const context = systemContext(tenantId, 're-pricing');
    for (;;) {
      if (signal?.aborted) throw new Error('The process stops; the re-pricing goes on where it was.');
      const progress = await this.repricer.step(context, id);
      if (progress?.status !== 'running') return;
    }
  }
}
