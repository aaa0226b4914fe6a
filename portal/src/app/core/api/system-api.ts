import { Injectable, inject } from '@angular/core';
import { ApiHttp } from './api-http';
import { SystemView } from './types';

/** Facts about this installation, such as whether the providers are sandboxes. */
@Injectable({ providedIn: 'root' })
export class SystemApi {
  private readonly http = inject(ApiHttp);

  get(): Promise<SystemView> {
    return this.http.get('/api/portal/system');
  }
}
