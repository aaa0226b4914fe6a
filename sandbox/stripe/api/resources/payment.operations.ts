import { newStripeId } from '../../ids';
import { invalidRequest } from '../../stripe-error';
import { refundCharge } from '../../payments/refunds';
import { page, PAGING } from '../paging';
import { operation } from '../operation';

/** Cards, what was collected with them, and giving it back. */
export const paymentOperations = [
  operation('GET /v1/payment_methods', { ...PAGING, customer: 'string', type: 'string' }, ({ services, params }) => {
    const methods = services.world.list('payment_method').filter(({ customer }) => customer === params.customer);
    return page(methods, params, '/v1/payment_methods');
  }),
  operation('GET /v1/payment_methods/:id', {}, ({ services, path }) =>
    services.world.get('payment_method', path.id ?? ''),
  ),
  operation('POST /v1/payment_methods/:id/attach', { customer: 'string' }, ({ services, params, path }) => {
    const customer = services.world.get('customer', params.customer ?? '', 'customer');
    const method = services.wallet.find(path.id ?? '');
    services.wallet.attach(method, customer);
    return method;
  }),
  operation('POST /v1/payment_methods/:id/detach', {}, ({ services, path }) => {
    const method = services.world.get('payment_method', path.id ?? '');
    if (method.customer === null)
      throw invalidRequest('The payment method you provided is not attached to a customer.');
    services.wallet.detach(method);
    return method;
  }),
  operation('GET /v1/payment_intents/:id', {}, ({ services, path }) =>
    services.world.get('payment_intent', path.id ?? ''),
  ),
  operation('GET /v1/charges/:id', {}, ({ services, path }) => services.world.get('charge', path.id ?? '')),
  operation(
    'POST /v1/refunds',
    { charge: 'string', payment_intent: 'string', amount: 'integer', reason: 'string' },
    ({ services, params }) => {
      const intent = services.world.find('payment_intent', params.payment_intent);
      const charge = services.world.get('charge', params.charge ?? intent?.latest_charge ?? '', 'charge');
      return refundCharge(services, charge, params.amount ?? null, params.reason ?? null);
    },
  ),
  operation(
    'POST /v1/coupons',
    {
      id: 'string',
      percent_off: 'number',
      amount_off: 'integer',
      currency: 'string',
      duration: 'string',
      duration_in_months: 'integer',
      name: 'string',
    },
    ({ services, params }) => {
      const { world } = services;
      const duration = params.duration ?? 'once';
      if (duration !== 'once' && duration !== 'forever' && duration !== 'repeating')
        throw invalidRequest('Invalid duration', 'duration');
      return world.add({
        id: params.id ?? newStripeId('co'),
        object: 'coupon',
        amount_off: params.amount_off ?? null,
        created: world.now(),
        currency: params.amount_off === undefined ? null : (params.currency ?? 'usd'),
        duration,
        duration_in_months: params.duration_in_months ?? null,
        livemode: false,
        max_redemptions: null,
        metadata: {},
        name: params.name ?? null,
        percent_off: params.percent_off ?? null,
        redeem_by: null,
        times_redeemed: 0,
        valid: true,
      });
    },
  ),
  operation(
    'POST /v1/promotion_codes',
    { promotion: { type: 'string', coupon: 'string' }, code: 'string' },
    ({ services, params }) => {
      const { world } = services;
      const coupon = world.get('coupon', params.promotion?.coupon ?? '', 'promotion[coupon]');
      return world.add({
        id: newStripeId('promo'),
        object: 'promotion_code',
        active: true,
        code: params.code ?? newStripeId('code').slice(5, 13).toUpperCase(),
        created: world.now(),
        customer: null,
        customer_account: null,
        expires_at: null,
        livemode: false,
        max_redemptions: null,
        metadata: {},
        promotion: { type: 'coupon', coupon: coupon.id },
        restrictions: { first_time_transaction: false, minimum_amount: null, minimum_amount_currency: null },
        times_redeemed: 0,
      });
    },
  ),
];
