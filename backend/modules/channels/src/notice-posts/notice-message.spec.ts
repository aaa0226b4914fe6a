import { noticeMessage, resolutionMessage } from './notice-message';

describe('a notice in Slack', () => {
  const place = { publicUrl: 'https://konstruct.test', tenantId: 't1' };
  const notice = { severity: 'critical' as const, title: 'A payment failed', body: 'Pay now.', link: 'billing' };

  it('says what is the matter, and leads to where it can be mended', () => {
    expect(noticeMessage(notice, place)).toBe(
      ':red_circle: *A payment failed*\nPay now.\n<https://konstruct.test/t/t1/billing|Open in Konstruct>',
    );
  });

  it('pings nobody, whatever people called things, and stays short', () => {
    const text = noticeMessage(
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
