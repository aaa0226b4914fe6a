import { DiscoveryService } from '@nestjs/core';

/** What a handler learns of the attempt it runs in. */
export interface JobAttempt {
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly processId: string;
  /** Aborts when the process stops and its patience has ended. */
  readonly signal: AbortSignal | undefined;
}

/** Work that a worker process does. It may run again after a crash, so it must be safe to repeat. */
export interface JobHandler {
  run(payload: unknown, attempt: JobAttempt): Promise<void>;
}

/** Marks a provider as the handler of the jobs of one name. */
export const HandlesJob = DiscoveryService.createDecorator<string>();

/** Has the job of a handler done by itself at certain times, in UTC, by a line of cron such as `17 3 * * *`; once, however many workers there are. */
export const RunsAt = DiscoveryService.createDecorator<string>();
