import { judge, type Question } from './verdict.ts';

describe('the verdict of the chaos bench', () => {
  const asked = (...numbers: number[]): Question[] =>
    numbers.map((number) => ({ number, sentAt: number * 100, acknowledgedAt: number * 100 + 10 }));

  it('finds nothing wrong with answers in order, several messages in one answer included', () => {
    const record = { questions: asked(1, 2, 3), replies: ['Noted #1', 'Noted #2 #3'] };
    expect(judge([record])).toEqual({ lost: [], doubled: [], outOfOrder: [], unacknowledged: [] });
  });

  it('finds what nobody answered, also when the answer names nothing', () => {
    expect(judge([{ questions: asked(1, 2), replies: ['Noted #1', 'Noted '] }]).lost).toEqual([2]);
  });

  it('finds what was answered twice', () => {
    expect(judge([{ questions: asked(1), replies: ['Noted #1', 'Noted #1'] }]).doubled).toEqual([1]);
  });

  it('finds an answer that was overtaken', () => {
    expect(judge([{ questions: asked(1, 2), replies: ['Noted #2', 'Noted #1'] }]).outOfOrder).toEqual([1]);
  });

  it('does not hold against the product what it got late', () => {
    const questions = [
      { number: 1, sentAt: 100, acknowledgedAt: 900 },
      { number: 2, sentAt: 200, acknowledgedAt: 210 },
    ];
    expect(judge([{ questions, replies: ['Noted #2', 'Noted #1'] }]).outOfOrder).toEqual([]);
  });

  it('knows no order of what was under way at the same time', () => {
    const questions = [
      { number: 1, sentAt: 100, acknowledgedAt: 205 },
      { number: 2, sentAt: 200, acknowledgedAt: 300 },
    ];
    expect(judge([{ questions, replies: ['Noted #2', 'Noted #1'] }]).outOfOrder).toEqual([]);
  });

  it('owes nothing for what was never acknowledged', () => {
    const questions = [{ number: 1, sentAt: 100, acknowledgedAt: undefined }];
    expect(judge([{ questions, replies: [] }])).toMatchObject({ lost: [], unacknowledged: [1] });
  });

  it('tells what waits for a person from what is lost, and does not hold its place against it', () => {
    const left = { undecided: new Set([2]), sentByHand: new Set([1]) };
    const record = { questions: asked(1, 2, 3, 4), replies: ['Noted #4', 'Noted #1'] };
    expect(judge([record], left)).toMatchObject({ lost: [3], outOfOrder: [] });
  });
});
