import type { MessageEvent } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { problemDocument, ProblemError, RequestError, type TenantContext } from '@konstruct/platform';
import { Observable } from 'rxjs';
import type { AgentTrial, TrialQuestion } from './agent-trial';

const logger = new Logger('TrialStream');

/**
 * The answer to a trial as server-sent events: `text` for each piece, `tool` when one is used, `restart` when what was said
 * does not count, and at the end `done` with all of it or `problem`. Who stops listening stops the model.
 */
export function trialStream(
  trial: AgentTrial,
  context: TenantContext,
  question: TrialQuestion,
): Observable<MessageEvent> {
  return new Observable((listener) => {
    const gone = new AbortController();
    const tell = (type: string, data: object): void => listener.next({ type, data });
    trial
      .stream(
        context,
        question,
        {
          onText: (text) => tell('text', { text }),
          onRestart: () => tell('restart', {}),
          onTool: (name) => tell('tool', { name }),
        },
        gone.signal,
      )
      .then((view) => tell('done', view))
      .catch((error: unknown) => {
        if (!gone.signal.aborted) tell('problem', toProblem(error, context.requestId ?? ''));
      })
      .finally(() => listener.complete());
    return () => gone.abort();
  });
}

/** The stream has begun with status 200; what goes wrong now is told inside of it. */
function toProblem(error: unknown, requestId: string): Record<string, unknown> {
  if (error instanceof ProblemError) return problemDocument(error as ProblemError, requestId);
  logger.error({ err: error }, 'A trial failed');
  return problemDocument(new RequestError('internal_error'), requestId);
}
