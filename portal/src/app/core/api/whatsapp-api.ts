import { Injectable, inject } from '@angular/core';
import type {
  CheckWhatsappRequest,
  ConnectWhatsappRequest,
  ConnectionView,
  WhatsappChecksView,
  WhatsappTemplatesView,
} from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';

/** Connecting WhatsApp numbers, check by check, and what their accounts have. */
@Injectable({ providedIn: 'root' })
export class WhatsappApi {
  private readonly http = inject(ApiHttp);

  check(request: CheckWhatsappRequest): Promise<WhatsappChecksView> {
    return this.http.post('/api/portal/channels/whatsapp/checks', request);
  }

  connect(request: ConnectWhatsappRequest): Promise<ConnectionView> {
    return this.http.post('/api/portal/channels/whatsapp/connect', request);
  }

  templates(tenantId: string, connectionId: string): Promise<WhatsappTemplatesView> {
    return this.http.get(tenantPath(tenantId, `/channels/${connectionId}/templates`));
  }
}
