import { Injectable, inject } from '@angular/core';
import type { OwnPricePage, PricePage } from '@konstruct/api-client';
import { ApiHttp } from './api-http';

/** What calls are priced by. */
@Injectable({ providedIn: 'root' })
export class PricesApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string, search: string, cursor: string | null): Promise<PricePage> {
    const query = { ...(search ? { search } : {}), ...(cursor === null ? {} : { cursor }) };
    return this.http.get(path(tenantId, 'prices'), query);
  }

  own(tenantId: string): Promise<OwnPricePage> {
    return this.http.get(path(tenantId, 'own-prices'));
  }
}

function path(tenantId: string, rest: string): string {
  return `/api/portal/usage/${encodeURIComponent(tenantId)}/${rest}`;
}
