import { DestroyRef, Injectable, Pipe, PipeTransform, inject, signal } from '@angular/core';
import { CurrentTenant } from '../session/current-tenant';
import { formatAgo } from './format-time';

const TICK_MS = 15_000;

/** The present moment as a signal that moves every 15 seconds, one timer for the whole portal. */
@Injectable({ providedIn: 'root' })
export class Now {
  private readonly moment = signal(Date.now());
  readonly value = this.moment.asReadonly();

  constructor() {
    const timer = setInterval(() => this.moment.set(Date.now()), TICK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}

/** "5 minutes ago", kept current while it is on the page. Impure, since it depends on the time and not on its input alone. */
@Pipe({ name: 'ago', pure: false })
export class AgoPipe implements PipeTransform {
  private readonly now = inject(Now);
  private readonly tenant = inject(CurrentTenant);

  transform(value: string | number): string {
    const moment = typeof value === 'number' ? value : new Date(value).getTime();
    return formatAgo(value, Math.max(this.now.value(), moment), this.tenant.timeZone());
  }
}
