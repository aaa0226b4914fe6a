import { ProblemError, problemTable } from '@konstruct/platform';

const problems = problemTable({
  notice_not_found: {
    status: 404,
    title: 'Notice not found',
    detail: 'There is no such notice for you in this business. Open the list of notices to find it.',
  },
});

/** An error of this module. */
export class NoticeError extends ProblemError<keyof typeof problems> {
  constructor(code: keyof typeof problems) {
    super(code, problems[code]);
  }
}
