import * as forbidden from '@konstruct/agents';

export const used = forbidden;
