import * as forbidden from '@slack/web-api';

export const used = forbidden;
