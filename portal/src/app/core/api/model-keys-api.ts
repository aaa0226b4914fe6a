import { Injectable, inject } from '@angular/core';
import type {
  AddModelKeyRequest,
  ModelKeyPage,
  ModelKeyView,
  ModelProviderView,
  ReplaceModelKeyRequest,
} from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';
import { Page } from './types';

/** The business's own model keys. What is sent is never kept here, not even to try again. */
@Injectable({ providedIn: 'root' })
export class ModelKeysApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string): Promise<ModelKeyPage> {
    return this.http.get(tenantPath(tenantId, '/llm-keys'));
  }

  providers(tenantId: string): Promise<Page<ModelProviderView>> {
    return this.http.get(tenantPath(tenantId, '/model-providers'));
  }

  add(tenantId: string, request: AddModelKeyRequest): Promise<ModelKeyView> {
    return this.http.post(tenantPath(tenantId, '/llm-keys'), request);
  }

  replace(tenantId: string, keyId: string, request: ReplaceModelKeyRequest): Promise<ModelKeyView> {
    return this.http.put(tenantPath(tenantId, `/llm-keys/${keyId}`), request);
  }

  check(tenantId: string, keyId: string): Promise<ModelKeyView> {
    return this.http.post(tenantPath(tenantId, `/llm-keys/${keyId}/check`));
  }

  remove(tenantId: string, keyId: string): Promise<void> {
    return this.http.delete(tenantPath(tenantId, `/llm-keys/${keyId}`));
  }
}
