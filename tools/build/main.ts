import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { buildProjects, PRODUCT_PROJECTS } from './build-projects.ts';
import { consoleProgress } from '../processes/progress.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** `npm run build`: sandbox, backend and portal into dist/. */
const progress = consoleProgress();
const logDir = join(WORKSPACE_ROOT, '.cache');
mkdirSync(logDir, { recursive: true });
try {
  await progress.step('sandbox, API and portal built', () =>
    buildProjects(PRODUCT_PROJECTS, join(logDir, 'build.log')),
  );
} catch (error) {
  progress.note(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
