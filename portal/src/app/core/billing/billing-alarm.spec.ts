import { billingView } from '../../testing/wire-samples';
import { bannerOf } from './billing-alarm';

describe('the banner about open payments', () => {
  it('counts the days of grace down and says where to pay', () => {
    const state = { standing: 'in_grace', pay_url: 'https://pay.example/1' } as const;
    expect(bannerOf(billingView({ ...state, grace_days_left: 5 }))).toMatchObject({
      tone: 'warning',
      text: expect.stringContaining('5 more days'),
      payUrl: 'https://pay.example/1',
    });
    expect(bannerOf(billingView({ ...state, grace_days_left: 1 }))?.text).toContain('until tomorrow');
  });

  it('is louder once everybody has stopped', () => {
    expect(bannerOf(billingView({ standing: 'unpaid' }))?.tone).toBe('danger');
    expect(bannerOf(billingView({ standing: 'grace_over' }))?.tone).toBe('danger');
  });

  it.each(['none', 'trialing', 'active', 'canceled'] as const)('is silent when the subscription is %s', (standing) => {
    expect(bannerOf(billingView({ standing }))).toBeNull();
  });
});
