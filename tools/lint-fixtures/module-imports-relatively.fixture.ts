import * as forbidden from '../../tenants/index';

export const used = forbidden;
