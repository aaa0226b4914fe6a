import * as forbidden from '@konstruct/webhooks';

export const used = forbidden;
