import * as forbidden from 'ai';

export const used = forbidden;
