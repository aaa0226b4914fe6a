import { resolve } from 'node:path';

/** The root of the repository: every path that the tools use starts here. */
export const WORKSPACE_ROOT = resolve(import.meta.dirname, '..');
