import { mayDiscard, mayRetry, stateOfParts } from './delivery-decisions';
import { DELIVERY_STATES } from './delivery.entity';

describe('what a person may decide on a delivery', () => {
  it('goes by the first part that is not sent', () => {
    expect(stateOfParts(['sent', 'failed', 'failed'])).toBe('failed');
    expect(stateOfParts(['sending', 'pending'])).toBe('sending');
    expect(stateOfParts(['sent', 'sent'])).toBe('sent');
  });

  it('is to send again what is not tried by itself any more', () => {
    expect(DELIVERY_STATES.filter(mayRetry)).toEqual(['failed', 'parked']);
  });

  it('is to discard what is neither on its way nor at its end', () => {
    expect(DELIVERY_STATES.filter(mayDiscard)).toEqual(['pending', 'failed', 'parked']);
  });
});
