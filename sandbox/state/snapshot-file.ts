import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DEBOUNCE_MS = 250;

/**
 * Keeps one provider's state in a JSON file. Writes are debounced and atomic (a temporary file, then a rename), so
 * that a killed process leaves either the old or the new state. Without a directory nothing is kept.
 */
export class SnapshotFile {
  private timer: NodeJS.Timeout | null = null;
  private readonly path: string | null;

  constructor(
    dataDir: string | null,
    name: string,
    private readonly capture: () => unknown,
  ) {
    if (dataDir) mkdirSync(dataDir, { recursive: true });
    this.path = dataDir ? join(dataDir, `${name}.json`) : null;
  }

  /** The state of the last run; undefined when there is none. An unreadable file is put aside, not overwritten. */
  read(): unknown {
    if (!this.path || !existsSync(this.path)) return undefined;
    try {
      return JSON.parse(readFileSync(this.path, 'utf8'));
    } catch {
      const aside = `${this.path}.unreadable`;
      renameSync(this.path, aside);
      process.stderr.write(`sandbox state was unreadable and is now in ${aside}; starting afresh\n`);
      return undefined;
    }
  }

  schedule(): void {
    if (!this.path || this.timer) return;
    this.timer = setTimeout(() => this.flush(), DEBOUNCE_MS);
    this.timer.unref();
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!this.path) return;
    const temporary = `${this.path}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(this.capture()), { mode: 0o600 });
    renameSync(temporary, this.path);
  }
}
