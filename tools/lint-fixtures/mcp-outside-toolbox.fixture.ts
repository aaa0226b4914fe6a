import * as forbidden from '@modelcontextprotocol/sdk/client/index.js';

export const used = forbidden;
