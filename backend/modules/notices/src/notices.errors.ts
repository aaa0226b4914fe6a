import { ProblemError, type ProblemTable } from '@konstruct/platform';

const problems = {
  notice_not_found: {
    status: 404,
    title: 'Notice not found',
    detail: 'There is no such notice for you in this business. Open the list of notices to find it.',
  },
} as const satisfies ProblemTable;

/** An error of this module. */
export class NoticeError extends ProblemError<keyof typeof problems> {
  constructor(code: keyof typeof problems) {
    super(code, problems[code]);
  }
}
