import { Injectable, inject } from '@angular/core';
import type { DeliveryView } from '@konstruct/api-client';
import { ApiHttp, QueryParams, tenantPath } from './api-http';
import { Page } from './types';

/** Answers on their way to the channels. */
@Injectable({ providedIn: 'root' })
export class DeliveriesApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string, params: QueryParams): Promise<Page<DeliveryView>> {
    return this.http.get(tenantPath(tenantId, '/deliveries'), params);
  }

  get(tenantId: string, deliveryId: string): Promise<DeliveryView> {
    return this.http.get(tenantPath(tenantId, `/deliveries/${deliveryId}`));
  }

  retry(tenantId: string, deliveryId: string): Promise<DeliveryView> {
    return this.http.post(tenantPath(tenantId, `/deliveries/${deliveryId}/retry`));
  }

  discard(tenantId: string, deliveryId: string): Promise<DeliveryView> {
    return this.http.post(tenantPath(tenantId, `/deliveries/${deliveryId}/discard`));
  }
}
