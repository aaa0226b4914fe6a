import type { FastifyInstance } from 'fastify';
import { refuseForeignOrigin } from '../web/same-origin';
import type { OrderedFault } from '../state/fault-queue';
import { MODEL_FAULT_KINDS, type ModelFault } from './model-fault';
import type { ModelServices } from './model-services';

const DEFAULT_HOLD_MS = 120_000;

interface NewFault {
  kind: ModelFault['kind'];
  count?: number;
  status?: number;
  retry_after_seconds?: number;
  text?: string;
  delay_ms?: number;
}

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 1 } as const;
const whole = { type: 'integer', minimum: 0 } as const;

function body(properties: Record<string, unknown>, required: string[]) {
  return { schema: { body: { type: 'object', additionalProperties: false, properties, required } } };
}

const faultBody = body(
  {
    kind: { enum: MODEL_FAULT_KINDS },
    count,
    status: { type: 'integer', minimum: 400, maximum: 599 },
    retry_after_seconds: whole,
    text,
    delay_ms: whole,
  },
  ['kind'],
);
const replyBody = body({ match: text, text, count }, ['text']);
const settingsBody = body({ latency_ms: whole }, ['latency_ms']);

function presentFault(fault: OrderedFault<ModelFault>) {
  return {
    id: fault.id,
    kind: fault.kind,
    remaining: fault.remaining,
    status: fault.status,
    retry_after_seconds: fault.retryAfterSeconds,
    text: fault.text,
    delay_ms: fault.delayMs,
  };
}

/** The control API under `/model/_control`. */
export function registerModelControl(app: FastifyInstance, services: ModelServices): void {
  void app.register(
    (control, _options, done) => {
      control.addHook('onRequest', refuseForeignOrigin);
      control.setErrorHandler((error, _request, reply) => {
        const status = (error as { statusCode?: number }).statusCode ?? 500;
        return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) });
      });
      registerFaults(control, services);
      registerReplies(control, services);
      registerRest(control, services);
      done();
    },
    { prefix: '/model/_control' },
  );
}

function registerFaults(control: FastifyInstance, { faults }: ModelServices): void {
  control.get('/faults', () => ({ faults: faults.list().map(presentFault) }));
  control.post<{ Body: NewFault }>('/faults', faultBody, ({ body: wanted }, reply) => {
    const fault: ModelFault = {
      kind: wanted.kind,
      status: wanted.status ?? 500,
      retryAfterSeconds: wanted.retry_after_seconds ?? 1,
      text: wanted.text ?? null,
      delayMs: wanted.delay_ms ?? DEFAULT_HOLD_MS,
    };
    void reply.code(201);
    return presentFault(faults.add(fault, wanted.count ?? 1));
  });
  control.delete('/faults', () => {
    faults.clear();
    return { ok: true };
  });
}

function registerReplies(control: FastifyInstance, { replies }: ModelServices): void {
  control.get('/replies', () => ({ replies: replies.list() }));
  control.post<{ Body: { match?: string; text: string; count?: number } }>(
    '/replies',
    replyBody,
    ({ body: wanted }, reply) => {
      replies.add(wanted);
      void reply.code(201);
      return { ok: true };
    },
  );
  control.delete('/replies', () => {
    replies.clear();
    return { ok: true };
  });
}

function registerRest(control: FastifyInstance, services: ModelServices): void {
  const { requests, options } = services;
  control.get('/requests', () => ({ requests: requests.list() }));
  control.delete('/requests', () => {
    requests.clear();
    return { ok: true };
  });
  control.get('/settings', () => ({ latency_ms: options.latencyMs }));
  control.patch<{ Body: { latency_ms: number } }>('/settings', settingsBody, ({ body: wanted }) => {
    options.latencyMs = wanted.latency_ms;
    return { latency_ms: options.latencyMs };
  });
  control.post('/reset', () => {
    services.faults.clear();
    services.replies.clear();
    services.cache.clear();
    requests.clear();
    return { ok: true };
  });
}
