import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { buildProjects } from '../build/build-projects.ts';
import { consoleProgress } from '../processes/progress.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { generateOpenApiDocument, OPENAPI_FILE } from './document.ts';

/** `npm run openapi`: writes docs/openapi.json from the code. `npm run api-client` then makes the client from it. */
const progress = consoleProgress();
const logDir = join(WORKSPACE_ROOT, '.cache');
mkdirSync(logDir, { recursive: true });
await progress.step('backend built', () => buildProjects(['backend'], join(logDir, 'build.log')));
await progress.step('docs/openapi.json written', async () => {
  mkdirSync(dirname(OPENAPI_FILE), { recursive: true });
  writeFileSync(OPENAPI_FILE, await generateOpenApiDocument());
});
