import { isNewsOf, receiptOfParts } from './delivery-receipt';

describe('isNewsOf', () => {
  it.each([
    [null, 'sent', true],
    [null, 'failed', true],
    ['sent', 'sent', false],
    ['sent', 'delivered', true],
    ['delivered', 'sent', false],
    ['read', 'delivered', false],
    ['sent', 'failed', true],
    ['failed', 'sent', false],
    ['failed', 'delivered', true],
    ['delivered', 'failed', false],
  ] as const)('after %s, %s is news: %s', (receipt, status, expected) => {
    expect(isNewsOf({ externalId: 'wamid.1', receipt }, { externalId: 'wamid.1', status })).toBe(expected);
  });

  it('settles what never got an answer', () => {
    expect(isNewsOf({ externalId: null, receipt: null }, { externalId: 'wamid.1', status: 'sent' })).toBe(true);
  });

  it('believes nothing of an earlier attempt once the later one has an id, and takes the later one for new', () => {
    const late = { externalId: 'wamid.1', status: 'failed' } as const;
    expect(isNewsOf({ externalId: 'wamid.2', receipt: 'delivered' }, late)).toBe(false);
    expect(isNewsOf({ externalId: 'wamid.1', receipt: 'failed' }, { externalId: 'wamid.2', status: 'sent' })).toBe(
      true,
    );
  });
});

describe('the receipt of a message', () => {
  it('is that of the part which has come the least far', () => {
    expect(receiptOfParts(['read'])).toBe('read');
    expect(receiptOfParts(['read', 'delivered', 'read'])).toBe('delivered');
    expect(receiptOfParts(['read', null])).toBeNull();
    expect(receiptOfParts([null, 'read'])).toBeNull();
    expect(receiptOfParts([])).toBeNull();
  });
});
