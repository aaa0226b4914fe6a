import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageProgram } from '../processes/package-program.ts';
import { runScript } from '../processes/run-script.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { generateOpenApiDocument, OPENAPI_FILE } from './document.ts';

const CLIENT = join(WORKSPACE_ROOT, 'libs', 'api-client');

/** Says how the checked-in contract differs from the code, or nothing. Needs the built backend. */
export async function openApiDrift(): Promise<string | undefined> {
  if (!existsSync(OPENAPI_FILE)) return 'docs/openapi.json is missing. Run: npm run openapi';
  const expected = (await generateOpenApiDocument()).split('\n');
  const actual = readFileSync(OPENAPI_FILE, 'utf8').split('\n');
  const line = expected.findIndex((text, index) => text !== actual[index]);
  if (line === -1 && expected.length === actual.length) return undefined;
  return [
    'docs/openapi.json is not what the code says. Run: npm run openapi && npm run api-client',
    `line ${line + 1}`,
    `  checked in: ${actual[line]?.trim() ?? '(end)'}`,
    `  from code:  ${expected[line]?.trim() ?? '(end)'}`,
  ].join('\n');
}

/** Says how the checked-in client differs from the checked-in contract, or nothing. */
export async function clientDrift(): Promise<string | undefined> {
  const directory = mkdtempSync(join(tmpdir(), 'konstruct-client-'));
  try {
    await runScript(
      'The API client',
      [packageProgram('@hey-api/openapi-ts', 'openapi-ts'), '-f', join(CLIENT, 'openapi-ts.config.ts')],
      { ...process.env, API_CLIENT_OUTPUT: directory },
    );
    const different = differingFiles(directory, join(CLIENT, 'src'));
    if (different.length === 0) return undefined;
    return `libs/api-client is not what docs/openapi.json says. Run: npm run api-client\n${different.join('\n')}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function differingFiles(expected: string, actual: string): string[] {
  const files = new Set([...filesBelow(expected), ...filesBelow(actual)]);
  return [...files].filter((file) => contentOf(join(expected, file)) !== contentOf(join(actual, file)));
}

function filesBelow(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}

function contentOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
