import type { FastifyInstance, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import type { SandboxProvider, SandboxSummary } from '../provider';
import { BoundedLog } from '../state/bounded-log';
import { FaultQueue } from '../state/fault-queue';
import { registerChat, unreadableBody } from './chat/chat.routes';
import { PromptCache } from './chat/prompt-cache';
import { isDemoKey, keyOf } from './demo-keys';
import { registerModelControl } from './control.routes';
import { findModel, listModels } from './model-catalogue';
import type { ModelOptions, ModelServices } from './model-services';
import { OpenAiError, unknownKey } from './openai-error';
import { ScriptedReplies } from './scripted-replies';

export type { ModelOptions } from './model-services';

/** A language model, as OpenAI's chat completions show one: real counts, and answers good enough to demonstrate. */
export class ModelProvider implements SandboxProvider {
  readonly name = 'model';
  private readonly services: ModelServices;

  constructor(options: ModelOptions) {
    this.services = {
      options,
      cache: new PromptCache(),
      faults: new FaultQueue(),
      replies: new ScriptedReplies(),
      requests: new BoundedLog(),
    };
  }

  register(app: FastifyInstance): void {
    registerModelControl(app, this.services);
    void app.register((api, _options, done) => {
      api.addHook('onRequest', async (request) => this.checkKey(request));
      api.setErrorHandler((error, _request, reply) => {
        const known = error instanceof OpenAiError ? error : fromFastify(error);
        if (!known) throw error;
        return reply.code(known.status).headers(known.headers).send(known.body);
      });
      registerChat(api, this.services);
      api.get('/model/v1/models', () => ({ object: 'list', data: listModels() }));
      api.get<{ Params: { model: string } }>('/model/v1/models/:model', ({ params }) => modelOrRefuse(params.model));
      api.all('/model/v1/responses', () => {
        const message =
          'the sandbox does not implement /responses; call /chat/completions (openai.chat(model) in the AI SDK)';
        throw new OpenAiError(404, message, { code: 'unknown_url' });
      });
      done();
    });
  }

  summary(): SandboxSummary {
    const { requests, options } = this.services;
    return {
      title: 'Model',
      description:
        'OpenAI chat completions with real token counts. It is no language model: it looks answers up in the instructions.',
      links: [],
      facts: [
        { name: 'Address', value: '/model/v1' },
        { name: 'Own keys', value: 'sk-demo-…, sk-demo-empty-… (no credit), sk-demo-limited-… (no models)' },
        { name: 'Takes', value: `${options.latencyMs} ms` },
        { name: 'Requests so far', value: String(requests.list().length) },
      ],
    };
  }

  notImplemented(method: string, path: string): { status: number; body: unknown } {
    const message = `the sandbox does not implement ${method} ${path}`;
    return { status: 404, body: new OpenAiError(404, message, { code: 'unknown_url' }).body };
  }

  async stop(): Promise<void> {
    this.services.faults.clear();
  }

  private checkKey(request: FastifyRequest): void {
    const given = keyOf(request);
    if (given === undefined) {
      const message = "You didn't provide an API key. Send it in an Authorization header using Bearer auth.";
      throw new OpenAiError(401, message);
    }
    const expected = Buffer.from(this.services.options.apiKey);
    const actual = Buffer.from(given);
    if (actual.length === expected.length && timingSafeEqual(actual, expected)) return;
    if (isDemoKey(given)) return;
    throw unknownKey(given.length > 8 ? `${given.slice(0, 4)}***${given.slice(-4)}` : '***');
  }
}

function modelOrRefuse(id: string) {
  const model = findModel(id);
  if (model) return model;
  throw new OpenAiError(404, `The model '${id}' does not exist`, { param: 'model', code: 'model_not_found' });
}

/** Fastify's own refusals of a body (broken JSON, wrong type, too long) in OpenAI's shape. */
function fromFastify(error: unknown): OpenAiError | null {
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode === 413) return new OpenAiError(413, message ?? 'The request is too large.');
  return statusCode && statusCode < 500 ? unreadableBody() : null;
}
