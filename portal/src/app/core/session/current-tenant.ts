import { Injectable, computed, inject, signal } from '@angular/core';
import type { TenantView } from '@konstruct/api-client';
import { Permission, isAllowed } from '@konstruct/contracts';
import { TenantsApi } from '../api/tenants-api';
import { RemoteData } from '../state/remote-data';
import { LastTenant } from './last-tenant';
import { Session } from './session';

/**
 * The business whose pages are open. Feature stores take the tenant's id, time zone and the person's permissions from
 * here; the route guard opens it, so that no page is ever shown for a business the person does not belong to.
 */
@Injectable({ providedIn: 'root' })
export class CurrentTenant {
  private readonly api = inject(TenantsApi);
  private readonly session = inject(Session);
  private readonly lastTenant = inject(LastTenant);
  private readonly openId = signal('');

  readonly id = this.openId.asReadonly();
  readonly details = new RemoteData<TenantView>(() => this.api.get(this.openId()));
  readonly membership = computed(() => this.session.membership(this.openId()));
  readonly name = computed(() => this.details.value()?.name ?? this.membership()?.tenant_name ?? '');
  readonly timeZone = computed(() => this.details.value()?.time_zone ?? browserTimeZone());
  readonly moneyDisplay = computed(() => this.details.value()?.currency_display ?? 'symbol');
  readonly isOnboarded = computed(() => {
    const known = this.details.value() ?? this.membership();
    return typeof known?.onboarding_completed_at === 'string';
  });

  open(tenantId: string): void {
    this.lastTenant.set(tenantId);
    if (this.openId() !== tenantId) {
      this.openId.set(tenantId);
      void this.details.load();
    }
  }

  /** Whether the person's role in this business includes a permission. */
  can(permission: Permission): boolean {
    const role = this.membership()?.role;
    return role !== undefined && isAllowed(role, permission);
  }
}

/** The zone this browser runs in, the best guess before the business's own is known. */
export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
