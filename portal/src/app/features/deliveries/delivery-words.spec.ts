import { deliveryView } from './delivery-sample';
import { DELIVERY_FILTERS, isDeliveryState, mayDiscard, mayRetry, retryResult } from './delivery-words';

describe('words about deliveries', () => {
  it('offers to filter by what waits for a person first', () => {
    expect(DELIVERY_FILTERS.map(({ label }) => label)).toEqual([
      'Failed',
      'Parked',
      'Waiting',
      'Being sent',
      'Sent',
      'Discarded',
    ]);
    expect(isDeliveryState('parked')).toBe(true);
    expect(isDeliveryState('lost')).toBe(false);
  });

  it('allows a person what the server allows', () => {
    const states = DELIVERY_FILTERS.map(({ value }) => value);
    expect(states.filter((state) => mayRetry(deliveryView({ state })))).toEqual(['failed', 'parked']);
    expect(states.filter((state) => mayDiscard(deliveryView({ state })))).toEqual(['failed', 'parked', 'pending']);
  });

  it('says what became of a retry, and never more than is known', () => {
    expect(retryResult(deliveryView({ state: 'sent' }))).toBe('Sent to Jordan, #support.');
    expect(retryResult(deliveryView())).toBe('Not sent. The app is not a member of the channel.');
    expect(retryResult(deliveryView({ state: 'pending', held_by: 'Ada' }))).toContain('until Ada gives');
    expect(retryResult(deliveryView({ state: 'pending' }))).toContain('queued');
  });
});
