import { Injectable, inject, signal } from '@angular/core';
import type { AuditEventView } from '@konstruct/api-client';
import { QueryParams } from '../../core/api/api-http';
import { AuditApi } from '../../core/api/audit-api';
import { Page } from '../../core/api/types';
import { CurrentTenant } from '../../core/session/current-tenant';
import { CursorList } from '../../core/state/cursor-list';

export interface AuditFilter {
  readonly type: string;
  readonly search: string;
}

/** The audit trail, filtered by kind of event and by text, newest first. */
@Injectable()
export class AuditStore {
  private readonly api = inject(AuditApi);
  private readonly tenant = inject(CurrentTenant);

  readonly filter = signal<AuditFilter>({ type: '', search: '' });
  readonly list = new CursorList<AuditEventView>((cursor) => this.fetch(cursor));

  show(filter: AuditFilter): void {
    this.filter.set(filter);
    void this.list.load();
  }

  private fetch(cursor: string | null): Promise<Page<AuditEventView>> {
    const { type, search } = this.filter();
    const params: QueryParams = {};
    if (type) params['event_type'] = type;
    if (search) params['search'] = search;
    if (cursor) params['cursor'] = cursor;
    return this.api.list(this.tenant.id(), params);
  }
}
