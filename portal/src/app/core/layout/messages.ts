import { Injectable, Injector, inject } from '@angular/core';
import type { MatSnackBar } from '@angular/material/snack-bar';
import { toProblem } from '../errors/problem';

const SHORT_MS = 5_000;
const UNDO_MS = 8_000;

/**
 * Short messages at the edge of the page: what was done, with Undo where that is possible, and what failed. Failures stay
 * until they are closed. The snack bar itself is loaded with the first message.
 */
@Injectable({ providedIn: 'root' })
export class Messages {
  private readonly injector = inject(Injector);

  async say(text: string): Promise<void> {
    (await this.snackBar()).open(text, 'Close', { duration: SHORT_MS });
  }

  async offerUndo(text: string, undo: () => unknown): Promise<void> {
    const message = (await this.snackBar()).open(text, 'Undo', { duration: UNDO_MS });
    message.onAction().subscribe(() => void undo());
  }

  async complain(error: unknown, before = ''): Promise<void> {
    const text = [before, toProblem(error).message].filter(Boolean).join(' ');
    (await this.snackBar()).open(text, 'Close', { politeness: 'assertive' });
  }

  private async snackBar(): Promise<MatSnackBar> {
    const { MatSnackBar: service } = await import('@angular/material/snack-bar');
    return this.injector.get(service);
  }
}
