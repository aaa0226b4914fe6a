import { ErrorHandler, Injectable } from '@angular/core';
import { Problem } from './problem';

const RELOADED_AT = 'konstruct.reloaded_at';
const RELOAD_PAUSE_MS = 30_000;

/**
 * Last stop for errors nobody caught. A page chunk that is gone means that a new version was deployed while this
 * tab was open: one reload brings it, so the person never sees a page that silently does not open.
 */
@Injectable()
export class AppErrorHandler extends ErrorHandler {
  override handleError(error: unknown): void {
    if (isMissingChunk(error) && this.mayReload()) {
      location.reload();
      return;
    }
    if (!(error instanceof Problem)) {
      super.handleError(error);
    }
  }

  private mayReload(): boolean {
    const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (Date.now() - last < RELOAD_PAUSE_MS) {
      return false;
    }
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    return true;
  }
}

function isMissingChunk(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return /dynamically imported module|Importing a module script failed/i.test(message);
}
