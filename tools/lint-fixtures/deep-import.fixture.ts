import * as forbidden from '@konstruct/tenants/src/tenant.entity';

export const used = forbidden;
