import { safeRedirect } from './safe-redirect';

const LIVE = 'https://api.stripe.com';
const SANDBOX = 'http://localhost:3001/stripe';

describe('where a browser may be sent', () => {
  it.each([
    ['https://checkout.stripe.com/c/pay/cs_1', LIVE],
    ['https://billing.stripe.com/p/session/1', LIVE],
    ['http://localhost:3001/stripe/checkout/cs_1', SANDBOX],
  ])('to %s with %s', (url, apiUrl) => {
    expect(safeRedirect(url, apiUrl)).toBe(url);
  });

  it.each([
    ['https://evil.example/pay', LIVE],
    ['https://stripe.com.evil.example/pay', LIVE],
    ['https://evilstripe.com/pay', LIVE],
    ['http://checkout.stripe.com/pay', LIVE],
    ['javascript:alert(1)', LIVE],
    ['//checkout.stripe.com/x', LIVE],
    ['', LIVE],
    ['https://api.stripe.com:444@evil.example/', LIVE],
    ['http://localhost:3002/stripe/checkout', SANDBOX],
    ['https://localhost:3001/stripe/checkout', SANDBOX],
    ['http://localhost:3001.evil.example/', SANDBOX],
  ])('not to %j with %s', (url, apiUrl) => {
    expect(() => safeRedirect(url, apiUrl)).toThrow(expect.objectContaining({ code: 'stripe_refused' }));
  });
});
