import * as forbidden from '@konstruct/onboarding';

export const used = forbidden;
