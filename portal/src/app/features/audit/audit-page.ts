import { Component, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router } from '@angular/router';
import { EmptyState, ErrorState, Icon, PageHeader, Skeleton } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { AuditEventRow } from './audit-event-row';
import { AUDIT_KINDS } from './audit-kinds';
import { AuditStore } from './audit-store';

const SEARCH_PAUSE_MS = 300;

/** Who did what and when. Filters stand in the address, so that a view of the trail can be passed on. */
@Component({
  selector: 'app-audit-page',
  imports: [
    AuditEventRow,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatPrefix,
    MatSelect,
    PageHeader,
    Skeleton,
  ],
  providers: [AuditStore, provideFormDefaults()],
  templateUrl: './audit-page.html',
  styleUrl: './audit-page.scss',
})
export class AuditPage {
  private readonly router = inject(Router);
  protected readonly store = inject(AuditStore);
  protected readonly kinds = AUDIT_KINDS;
  private searchTimer: ReturnType<typeof setTimeout> | undefined;

  readonly type = input('', { transform: (value: string | undefined) => value ?? '' });
  readonly search = input('', { transform: (value: string | undefined) => value ?? '' });

  constructor() {
    effect(() => {
      const filter = { type: this.type(), search: this.search() };
      untracked(() => {
        this.store.show(filter);
      });
    });
  }

  protected filter(changes: { type?: string | null; search?: string | null }): void {
    void this.router.navigate([], { queryParams: changes, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected searched(event: Event): void {
    const search = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => {
      this.filter({ search: search || null });
    }, SEARCH_PAUSE_MS);
  }
}
