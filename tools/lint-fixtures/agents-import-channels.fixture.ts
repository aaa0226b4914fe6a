import * as forbidden from '@konstruct/channels';

export const used = forbidden;
