import type { FastifyInstance } from 'fastify';
import { refuseForeignOrigin } from '../../web/same-origin';
import { SlackApiError } from '../slack-api-error';
import type { SlackServices } from '../slack-services';
import { registerAppControl } from './app-control';
import { registerDiagnosticsControl } from './diagnostics-control';
import { registerMessageControl } from './message-control';
import { registerWorkspaceControl } from './workspace-control';

/** The control API under `/slack/_control`: what tests and the workspace page use to make things happen. */
export function registerControl(app: FastifyInstance, services: SlackServices): void {
  void app.register(
    (control, _options, done) => {
      control.addHook('onRequest', refuseForeignOrigin);
      control.setErrorHandler((error, _request, reply) => {
        if (error instanceof SlackApiError) return reply.code(422).send({ error: error.code });
        const status = (error as { statusCode?: number }).statusCode ?? 500;
        if (status >= 500) throw error;
        return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) });
      });
      registerAppControl(control, services);
      registerWorkspaceControl(control, services);
      registerMessageControl(control, services);
      registerDiagnosticsControl(control, services);
      done();
    },
    { prefix: '/slack/_control' },
  );
}
