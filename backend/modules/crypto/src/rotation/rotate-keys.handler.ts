import { Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  HandlesJob,
  type JobAttempt,
  type JobHandler,
  type RequestContext,
  type Transaction,
} from '@konstruct/platform';
import { KeyRotation, RotationRefusedError, type RotationProgress } from './key-rotation';
import { KeyRotationStore } from './key-rotation.store';
import { ROTATE_JOB } from './rotation-desk';

const PROGRESS_MS = 500;

/** Encrypts everything anew in a worker. Killed, it runs again and finds what is left. */
@Injectable()
@HandlesJob(ROTATE_JOB)
export class RotateKeysHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly rotation: KeyRotation,
    private readonly rotations: KeyRotationStore,
    private readonly clock: Clock,
  ) {}

  async run(payload: unknown, { signal }: JobAttempt): Promise<void> {
    const { rotation_id: id } = payload as { rotation_id: string };
    const write = (work: (transaction: Transaction) => Promise<void>): Promise<void> =>
      this.database.asPlatform(CAUSE, work);
    let shownAt = 0;
    const onProgress = async (progress: RotationProgress): Promise<void> => {
      if (Date.now() - shownAt < PROGRESS_MS) return;
      shownAt = Date.now();
      await write((transaction) => this.rotations.advance(transaction, id, progress));
    };
    try {
      const progress = await this.rotation.run(CAUSE, { onProgress, ...(signal ? { signal } : {}) });
      if (signal?.aborted) throw new Error('the process stops; another goes on with the rotation');
      await write(async (transaction) => {
        await this.rotations.advance(transaction, id, progress);
        await this.rotations.finish(transaction, id, { status: 'done', detail: null, at: this.clock.now() });
      });
    } catch (error) {
      if (!(error instanceof RotationRefusedError)) throw error;
      const end = { status: 'refused', detail: error.message, at: this.clock.now() } as const;
      await write((transaction) => this.rotations.finish(transaction, id, end));
    }
  }
}

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'key rotation' } };
