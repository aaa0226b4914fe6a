import { Injectable } from '@nestjs/common';
import { Clock, Database, JobQueue, RequestError, type RequestContext } from '@konstruct/platform';
import { KeyRotationStore, type KeyRotationRecord } from './key-rotation.store';

/** The job that encrypts everything anew. */
export const ROTATE_JOB = 'crypto.rotate';

/** Tries for about half an hour, with growing pauses. */
const MAXIMUM_ATTEMPTS = 8;

/** Begins rotations in the background and tells how far they are. */
@Injectable()
export class RotationDesk {
  constructor(
    private readonly database: Database,
    private readonly rotations: KeyRotationStore,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Answers the one that is running where there is one: a second would only do the same. It is tried at once where it waits. */
  begin(context: RequestContext, isToLeaveMissing: boolean): Promise<KeyRotationRecord> {
    return this.database.asPlatform(context, async (transaction) => {
      const begun = await this.rotations.begin(transaction, this.clock.now());
      const current = begun ?? (await this.rotations.findRunning(transaction));
      if (!current) throw new RequestError('unavailable', { retryAfterSeconds: 1 });
      if (begun || !(await this.jobs.isAtWork(transaction, ROTATE_JOB)))
        await this.jobs.enqueue(transaction, {
          name: ROTATE_JOB,
          payload: { rotation_id: current.id, leave_missing: isToLeaveMissing },
          key: ROTATE_JOB,
          maxAttempts: MAXIMUM_ATTEMPTS,
        });
      return current;
    });
  }

  async find(context: RequestContext, id: string): Promise<KeyRotationRecord> {
    const found = await this.database.asPlatform(context, (transaction) => this.rotations.find(transaction, id));
    if (!found) throw new RequestError('not_found');
    return found;
  }
}
