import { Injectable, inject } from '@angular/core';
import type { SystemView } from '@konstruct/api-client';
import { ApiHttp } from './api-http';

/** Facts about this installation, such as whether the providers are sandboxes. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  private readonly http = inject(ApiHttp);

  get(): Promise<SystemView> {
    return this.http.get('/api/portal/system');
  }
}
