import { WorkspacePage } from './workspace-page.mjs';

void new WorkspacePage().start();
