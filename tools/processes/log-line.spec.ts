import { readLogLine } from './log-line.ts';

describe('a line that a part of the product printed', () => {
  it('is readable when it is structured', () => {
    const line = JSON.stringify({ level: 30, time: 1, context: 'Inbox', msg: 'stored' });
    expect(readLogLine(line, 'stdout')).toEqual({ text: 'info: [Inbox] stored', isProblem: false });
  });

  it('is a problem from warnings upward, and shows where an error came from', () => {
    const line = JSON.stringify({ level: 50, msg: 'failed', err: { message: 'no', stack: 'Error: no\n    at x' } });
    expect(readLogLine(line, 'stdout')).toEqual({ text: 'error: failed\nError: no\n    at x', isProblem: true });
  });

  it('stays as it is when it is not', () => {
    expect(readLogLine('api ready', 'stdout')).toEqual({ text: 'api ready', isProblem: false });
    expect(readLogLine('{broken', 'stderr')).toEqual({ text: '{broken', isProblem: true });
  });
});
