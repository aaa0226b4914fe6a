import { HttpErrorResponse, HttpHeaders } from '@angular/common/http';
import { toProblem } from './problem';

describe('toProblem', () => {
  it('reads a problem document', () => {
    const problem = toProblem(
      new HttpErrorResponse({
        status: 422,
        error: {
          title: 'Some fields need another value',
          detail: 'See the fields.',
          code: 'validation_failed',
          request_id: 'req-1',
          errors: [{ pointer: '/name', detail: 'Too long' }, { pointer: 7 }],
        },
      }),
    );
    expect(problem).toMatchObject({ code: 'validation_failed', status: 422, requestId: 'req-1' });
    expect(problem.fields).toEqual([{ pointer: '/name', detail: 'Too long' }]);
  });

  it('says that the network is down when no answer came', () => {
    expect(toProblem(new HttpErrorResponse({ status: 0 }))).toMatchObject({ code: 'unreachable', status: 0 });
  });

  it('makes do with an answer that is no problem document, such as a proxy page', () => {
    const problem = toProblem(new HttpErrorResponse({ status: 502, error: '<html>Bad Gateway</html>' }));
    expect(problem).toMatchObject({ code: 'http_502', title: 'Konstruct could not finish this' });
  });

  it('reads how long to wait', () => {
    const headers = new HttpHeaders({ 'retry-after': '95' });
    expect(toProblem(new HttpErrorResponse({ status: 429, headers })).retryAfterSeconds).toBe(95);
  });

  it('never shows the words of a programming error', () => {
    expect(toProblem(new TypeError('x is undefined')).message).not.toContain('undefined');
  });
});
