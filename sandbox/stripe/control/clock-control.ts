import type { FastifyInstance } from 'fastify';
import { ControlError } from '../../state/control-error';
import type { DueStep } from '../billing/lifecycle';
import type { StripeServices } from '../stripe-services';
import { controlSchemas } from './control-schemas';

interface ClockMove {
  seconds?: number;
  to?: string;
  /** To the next thing that happens by itself, of all or of one subscription. */
  next?: boolean;
  subscription?: string;
}

const FARTHEST_SECONDS = 5 * 366 * 86_400;

function presentStep({ at, kind, about }: DueStep) {
  return { at: new Date(at * 1_000).toISOString(), kind, about };
}

export function upcomingSteps({ lifecycle }: StripeServices, about?: string): DueStep[] {
  return lifecycle
    .steps()
    .filter((step) => about === undefined || step.about === about)
    .sort((one, other) => one.at - other.at);
}

function presentClock(services: StripeServices) {
  const { world } = services;
  return {
    now: new Date(world.now() * 1_000).toISOString(),
    is_moved: world.state.clockOffsetMs !== 0,
    upcoming: upcomingSteps(services).slice(0, 20).map(presentStep),
  };
}

function target(services: StripeServices, move: ClockMove): number {
  const now = services.world.now();
  if (move.seconds !== undefined) return now + move.seconds;
  if (move.to !== undefined) return Math.floor(Date.parse(move.to) / 1_000);
  const invoices = services.world
    .list('invoice')
    .filter((invoice) => services.invoices.subscriptionOf(invoice)?.id === move.subscription)
    .map(({ id }) => id);
  const wanted = upcomingSteps(services).find(({ about }) => {
    return move.subscription === undefined || about === move.subscription || invoices.includes(about);
  });
  if (!wanted) throw new ControlError(409, 'nothing is going to happen by itself');
  return Math.max(wanted.at, now);
}

/** The test clock: it goes with the real one, and can be moved forward. */
export function registerClockControl(control: FastifyInstance, services: StripeServices): void {
  control.get('/clock', () => presentClock(services));
  control.post<{ Body: ClockMove }>('/clock', { schema: controlSchemas.clock }, ({ body }) => {
    const moment = target(services, body);
    const now = services.world.now();
    if (moment < now) throw new ControlError(422, 'the clock goes forward only');
    if (moment - now > FARTHEST_SECONDS) throw new ControlError(422, 'the clock moves at most five years at once');
    services.lifecycle.advanceTo(moment);
    return presentClock(services);
  });
}
