import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { HandlesJob, RunsAt, type JobHandler } from '../queue/job-handler';

/** Forgets each night the Idempotency-Keys that are older than a day, with the answers that were kept for them. */
@Injectable()
@HandlesJob('platform.forget_idempotency_keys')
@RunsAt('41 3 * * *')
export class ForgetIdempotencyKeysHandler implements JobHandler {
  constructor(private readonly database: Database) {}

  async run(): Promise<void> {
    const actor = { kind: 'system', id: null, name: 'forgetting of idempotency keys' } as const;
    await this.database.asPlatform({ requestId: null, actor }, ({ manager }) =>
      manager.query(`DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`),
    );
  }
}
