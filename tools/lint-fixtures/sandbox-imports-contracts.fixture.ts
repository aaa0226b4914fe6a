import * as forbidden from '@konstruct/contracts';

export const used = forbidden;
