import type { FastifyInstance } from 'fastify';
import { refuseForeignOrigin } from '../../web/same-origin';
import { StripeError } from '../stripe-error';
import type { StripeServices } from '../stripe-services';
import { registerAccountControl } from './account-control';
import { registerClockControl } from './clock-control';
import { registerDeliveryControl } from './delivery-control';
import { registerMoneyControl } from './money-control';

/** The control API under `/stripe/_control`: what tests and the dashboard use to make things happen. */
export function registerControl(app: FastifyInstance, services: StripeServices): void {
  void app.register(
    (control, _options, done) => {
      control.addHook('onRequest', refuseForeignOrigin);
      control.setErrorHandler((error, _request, reply) => {
        if (error instanceof StripeError) return reply.code(422).send({ error: error.message });
        const status = (error as { statusCode?: number }).statusCode ?? 500;
        if (status >= 500) throw error;
        return reply.code(status).send({ error: error instanceof Error ? error.message : String(error) });
      });
      registerAccountControl(control, services);
      registerClockControl(control, services);
      registerMoneyControl(control, services);
      registerDeliveryControl(control, services);
      done();
    },
    { prefix: '/stripe/_control' },
  );
}
