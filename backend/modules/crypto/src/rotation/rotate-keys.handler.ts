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
import {
  KeyRotation,
  RotationRefusedError,
  whereIs,
  type RotationProgress,
  type UnreadableSecret,
} from './key-rotation';
import { KeyServiceError } from '../wrapping/key-wrapper';
import { KeyRotationStore, type RotationEnd } from './key-rotation.store';
import { ROTATE_JOB } from './rotation-desk';

const PROGRESS_MS = 500;
const NAMED = 20;

interface RotateKeysPayload {
  readonly rotation_id: string;
  readonly leave_missing?: boolean;
}

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

  async run(payload: unknown, attempt: JobAttempt): Promise<void> {
    const { signal } = attempt;
    const { rotation_id: id, leave_missing: isToLeaveMissing = false } = payload as RotateKeysPayload;
    const write = (work: (transaction: Transaction) => Promise<void>): Promise<void> =>
      this.database.asPlatform(CAUSE, work);
    let shownAt = 0;
    const onProgress = async (progress: RotationProgress): Promise<void> => {
      if (Date.now() - shownAt < PROGRESS_MS) return;
      shownAt = Date.now();
      await write((transaction) => this.rotations.advance(transaction, id, progress));
    };
    try {
      const unreadable: UnreadableSecret[] = [];
      const onUnreadable = (secret: UnreadableSecret): void => void unreadable.push(secret);
      const options = { isToLeaveMissing, onProgress, onUnreadable, ...(signal ? { signal } : {}) };
      const progress = await this.rotation.run(CAUSE, options);
      if (signal?.aborted) throw new Error('the process stops; another goes on with the rotation');
      await write(async (transaction) => {
        await this.rotations.advance(transaction, id, progress);
        await this.end(transaction, id, 'done', unreadableWords(unreadable));
      });
    } catch (error) {
      if (error instanceof RotationRefusedError)
        return write((transaction) => this.end(transaction, id, 'refused', error.message));
      if (!signal?.aborted) await write((transaction) => this.noteTrouble(transaction, id, error, attempt));
      throw error;
    }
  }

  private noteTrouble(transaction: Transaction, id: string, error: unknown, attempt: JobAttempt): Promise<void> {
    const cause = error instanceof KeyServiceError ? error.message : 'Something went wrong; the log says what';
    if (attempt.attempt < attempt.maxAttempts)
      return this.rotations.noteTrouble(transaction, id, `${cause}. It is tried again by itself.`);
    const advice = 'Begin another rotation when that is solved: it goes on where this one was.';
    return this.end(transaction, id, 'failed', `${cause}. ${advice}`);
  }

  private end(
    transaction: Transaction,
    id: string,
    status: RotationEnd['status'],
    detail: string | null,
  ): Promise<void> {
    return this.rotations.finish(transaction, id, { status, detail, at: this.clock.now() });
  }
}

/** Names the secrets that nobody can decrypt, as many as fit; null without any. */
function unreadableWords(secrets: readonly UnreadableSecret[]): string | null {
  if (secrets.length === 0) return null;
  const named = secrets.slice(0, NAMED).map(whereIs).join('; ');
  const more = secrets.length > NAMED ? `; and ${secrets.length - NAMED} more, which the log names` : '';
  return `Their own key does not open these, so connect or replace them anew: ${named}${more}.`;
}

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'key rotation' } };
