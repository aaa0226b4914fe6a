import * as forbidden from 'stripe';

export const used = forbidden;
