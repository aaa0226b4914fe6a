import type { UserConfig } from '@hey-api/openapi-ts';

/** `npm run api-client`: the client of the portal and the tools, made from the checked-in contract and never edited. */
const config: UserConfig = {
  input: './docs/openapi.json',
  // Without a tsconfig the generator adds no file extensions to imports, as bundlers and the other libraries have it.
  // The check for drift generates into a folder of its own.
  output: { path: process.env['API_CLIENT_OUTPUT'] || 'libs/api-client/src', clean: true, tsConfigPath: null },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  logs: { file: false },
};

export default config;
