import { Injectable } from '@angular/core';

const KEY = 'konstruct.last_tenant';

/** Remembers on this device which business was open last. */
@Injectable({ providedIn: 'root' })
export class LastTenant {
  get(): string | null {
    return localStorage.getItem(KEY);
  }

  set(tenantId: string): void {
    localStorage.setItem(KEY, tenantId);
  }
}
