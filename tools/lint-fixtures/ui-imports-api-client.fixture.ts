import * as forbidden from '@konstruct/api-client';

export const used = forbidden;
