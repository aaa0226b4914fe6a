import { Clock, readSettings, type OutboundGuard } from '@konstruct/platform';
import { AnswerSeeker } from '../src/answer-seeker';
import { InstallationAccess } from '../src/model-access';
import type { ModelRequest } from '../src/model-call';
import { ModelCaller } from '../src/model-caller';
import { ModelGateway } from '../src/model-gateway';
import { modelsSettings } from '../src/models.config';
import { ModelError } from '../src/models.errors';
import { ProviderCircuits } from '../src/provider-circuits';
import { ProviderClients } from '../src/provider-clients';

/** What specs ask. */
export const QUESTION: ModelRequest = {
  tenantId: 'acme',
  provider: 'openai',
  model: 'gpt-5.4-mini',
  fallbackModel: null,
  system: 'You are Mia.',
  messages: [{ role: 'user', content: 'When do you open?' }],
  temperature: 0.3,
  maxReplyTokens: 200,
};

/** A gateway whose providers are at the given address. */
export function sampleGateway(url: string, guard: OutboundGuard, more: NodeJS.ProcessEnv = {}): ModelGateway {
  const settings = readSettings(modelsSettings, {
    OPENAI_API_KEY: 'key-of-openai',
    OPENAI_BASE_URL: `${url}/v1`,
    ANTHROPIC_BASE_URL: `${url}/anthropic`,
    MODEL_TIMEOUT_MS: '20000',
    MODEL_MAX_RETRIES: '1',
    ...more,
  });
  const clock = new Clock();
  const caller = new ModelCaller(settings, new ProviderClients(settings, guard), clock);
  const circuits = new ProviderCircuits(clock);
  return new ModelGateway(new AnswerSeeker(settings, new InstallationAccess(settings), circuits, caller));
}

/** The error that a question ended in. */
export async function failureOf(asked: Promise<unknown>): Promise<ModelError> {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error(`expected a ModelError, got ${String(error)}`);
  return error;
}
