import * as forbidden from 'typeorm';

export const used = forbidden;
