import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { createApp } from './create-app';
import { buildOpenApiDocument } from './openapi-document';

/** Prints the OpenAPI document, or writes it to the path given as the first argument. It needs a migrated database to start on. */
async function main(): Promise<void> {
  const app = await createApp({ ...process.env, KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent' });
  const json = `${JSON.stringify(buildOpenApiDocument(app), null, 2)}\n`;
  const path = process.argv[2];
  if (path) writeFileSync(path, json);
  else process.stdout.write(json);
  await app.close();
}

void main();
