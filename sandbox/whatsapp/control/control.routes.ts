import type { FastifyInstance } from 'fastify';
import { refuseForeignOrigin } from '../../web/same-origin';
import type { WhatsAppServices } from '../whatsapp-services';
import { registerAccountControl } from './account-control';
import { registerChatControl } from './chat-control';
import { registerDiagnosticsControl } from './diagnostics-control';

/** The control API under `/whatsapp/_control`: what tests and the phone page use to make things happen. */
export function registerControl(app: FastifyInstance, services: WhatsAppServices): void {
  void app.register(
    (control, _options, done) => {
      control.addHook('onRequest', refuseForeignOrigin);
      registerAccountControl(control, services);
      registerChatControl(control, services);
      registerDiagnosticsControl(control, services);
      done();
    },
    { prefix: '/whatsapp/_control' },
  );
}
