import { apologyFor } from './apology';

describe('apologies', () => {
  it('names the hand-over contact and no technical detail', () => {
    const text = apologyFor({ code: 'server_error', handoverContact: 'help@acme.test' });
    expect(text).toContain('help@acme.test');
    expect(text).not.toMatch(/server_error|500|model/i);
  });

  it('is honest about what it does not do', () => {
    expect(apologyFor({ code: 'refused', handoverContact: '' })).toContain("can't help with that request");
  });
});
