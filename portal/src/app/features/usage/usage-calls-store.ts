import { Injectable, inject, signal } from '@angular/core';
import type { CallView } from '@konstruct/api-client';
import { UsageApi } from '../../core/api/usage-api';
import { CurrentTenant } from '../../core/session/current-tenant';
import { CursorList } from '../../core/state/cursor-list';

const PAGE_SIZE = 50;

/** The single calls behind the sums, page by page. */
@Injectable()
export class UsageCallsStore {
  private readonly api = inject(UsageApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly query = signal<Record<string, string>>({});

  readonly list = new CursorList<CallView>((cursor) =>
    this.api.calls(this.tenant.id(), { ...this.query(), limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) }),
  );

  show(query: Record<string, string>): void {
    this.query.set(query);
    void this.list.load();
  }
}
