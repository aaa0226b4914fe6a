import { newsOf, type NoticeContent } from './notice-news';

describe('raising a notice that is open', () => {
  const open: NoticeContent = {
    kind: 'budget.warning',
    severity: 'warning',
    title: '80% spent',
    body: 'Of $20.',
    link: 'payroll',
  };

  it('is nothing when it says the same', () => {
    expect(newsOf(open, { ...open })).toBe('unchanged');
  });

  it('changes words without ringing again', () => {
    expect(newsOf(open, { ...open, title: '85% spent' })).toBe('reworded');
    expect(newsOf(open, { ...open, severity: 'info' })).toBe('reworded');
  });

  it('rings again when it got worse', () => {
    expect(newsOf(open, { ...open, severity: 'critical' })).toBe('worse');
  });

  it('rings again when it took its next step, unless it got better by that', () => {
    expect(newsOf(open, { ...open, kind: 'budget.exceeded' })).toBe('worse');
    expect(newsOf(open, { ...open, kind: 'budget.planned', severity: 'info' })).toBe('reworded');
  });
});
