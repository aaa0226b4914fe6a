import * as forbidden from '@ai-sdk/openai';

export const used = forbidden;
