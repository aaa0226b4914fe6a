import * as forbidden from '@konstruct/tenants';

export const used = forbidden;
