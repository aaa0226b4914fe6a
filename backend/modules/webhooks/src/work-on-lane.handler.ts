import { Injectable } from '@nestjs/common';
import { LANE_JOB, LaneWorker } from '@konstruct/conversations';
import { BUSY, HandlesJob, WorkerSession, systemContext, type JobAttempt, type JobHandler } from '@konstruct/platform';
import { InboxClerk } from './inbox-clerk';

/** After so many attempts an event that cannot be worked on no longer holds up those behind it. */
const PATIENT_ATTEMPTS = 5;

/** Works on a lane while no other process does. */
@Injectable()
@HandlesJob(LANE_JOB)
export class WorkOnLaneHandler implements JobHandler {
  constructor(
    private readonly session: WorkerSession,
    private readonly clerk: InboxClerk,
    private readonly worker: LaneWorker,
  ) {}

  async run(payload: unknown, { attempt, signal }: JobAttempt): Promise<void> {
    const { tenant_id: tenantId, lane } = payload as { tenant_id: string; lane: string };
    const context = systemContext(tenantId, 'conversation worker');
    const turn = { lane, isLastAttempt: attempt >= PATIENT_ATTEMPTS };
    const outcome = await this.session.exclusively(`lane:${lane}`, (lease) =>
      this.worker.work(context, lane, {
        lease,
        signal,
        takeIn: (goOn) => this.clerk.takeIn(context, turn, goOn),
      }),
    );
    if (outcome === BUSY) await this.worker.comeBack(context, lane);
  }
}
