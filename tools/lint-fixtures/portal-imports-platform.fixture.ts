import * as forbidden from '@konstruct/platform';

export const used = forbidden;
