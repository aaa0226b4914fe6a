import { apologyFor, outOfOfficeText } from './apology';

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

describe('out of office', () => {
  it('is what the operator wrote, with the contact that it does not name yet', () => {
    expect(outOfOfficeText({ outOfOfficeText: 'Back on Monday.', handoverContact: 'ada@acme.test' })).toBe(
      'Back on Monday. You can also reach ada@acme.test.',
    );
    expect(outOfOfficeText({ outOfOfficeText: 'Ask ada@acme.test.', handoverContact: 'ada@acme.test' })).toBe(
      'Ask ada@acme.test.',
    );
    expect(outOfOfficeText({ outOfOfficeText: '', handoverContact: '' })).toContain('out of office');
  });
});
