import { noticeMessage, resolutionMessage, settledMessage } from './notice-message';

describe('a notice in Slack', () => {
  const place = { publicUrl: 'https://konstruct.test', tenantId: 't1' };
  const notice = {
    kind: 'billing.payment_failed',
    severity: 'critical' as const,
    title: 'A payment failed',
    body: 'Pay now.',
    link: 'billing',
  };

  it('says what is the matter, and leads to where it can be mended', () => {
    expect(noticeMessage(notice, place)).toEqual({
      text: ':red_circle: *A payment failed*\nPay now.\n<https://konstruct.test/t/t1/billing|Open in Konstruct>',
    });
    expect(settledMessage(notice)).toBeNull();
  });

  it('has a button for overtime where a budget runs out, and none once that is over', () => {
    const budget = { ...notice, kind: 'budget.exceeded', title: 'Mia', link: 'budgets?overtime=a1' };
    const { text, blocks } = noticeMessage(budget, place);
    expect(text).toBe(':red_circle: *Mia*\nPay now.\n<https://konstruct.test/t/t1/budgets|Open in Konstruct>');
    expect(blocks).toMatchObject([
      { type: 'section', text: { text: ':red_circle: *Mia*\nPay now.' } },
      {
        type: 'actions',
        elements: [
          { text: { text: 'Give overtime (+$20)' }, url: 'https://konstruct.test/t/t1/budgets?overtime=a1' },
          { text: { text: 'Open in Konstruct' }, url: 'https://konstruct.test/t/t1/budgets' },
        ],
      },
    ]);
    expect(settledMessage(budget)).toEqual({
      text: ':red_circle: *Mia*\nPay now.\n:white_check_mark: Resolved',
      blocks: [],
    });
  });

  it('pings nobody, whatever people called things, and stays short', () => {
    const { text } = noticeMessage(
      { ...notice, title: '<!channel> & co', body: '<@U1> '.repeat(2_000), link: null },
      place,
    );
    expect(text).toContain('*&lt;!channel&gt; &amp; co*');
    expect(text).not.toMatch(/<[@!]/);
    expect(text).toContain('<https://konstruct.test/t/t1/|Open in Konstruct>');
    expect(text.length).toBeLessThan(12_000);
    expect(resolutionMessage({ title: '<!here>' })).toBe(':white_check_mark: Resolved: &lt;!here&gt;');
  });
});
