import { numbersIn, unansweredIn } from './echo-model.ts';

describe('the echo model', () => {
  it('reads numbers', () => {
    expect(numbersIn('Noted #3 #41')).toEqual([3, 41]);
  });

  it('answers what no answer has named, wherever it stands', () => {
    const messages = [
      { role: 'system', content: 'You are Mia. #9' },
      { role: 'user', content: 'Question #1\n\nQuestion #2' },
      { role: 'assistant', content: 'Noted #1' },
      { role: 'user', content: [{ type: 'text', text: 'Question #3' }] },
    ];
    expect(unansweredIn(messages)).toEqual([2, 3]);
  });
});
