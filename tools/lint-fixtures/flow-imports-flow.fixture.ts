import * as forbidden from '@konstruct/conversations';

export const used = forbidden;
