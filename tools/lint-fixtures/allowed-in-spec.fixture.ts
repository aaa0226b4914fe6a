import * as forbidden from '@konstruct/platform/testing';

export const used = forbidden;
