import { Injectable, computed, inject, signal } from '@angular/core';
import type { MembershipView, SessionView } from '@konstruct/api-client';
import { AuthApi } from '../api/auth-api';
import { Problem } from '../errors/problem';
import { LastTenant } from './last-tenant';

/**
 * Who is signed in and which businesses they belong to. Loaded once per visit; everything that needs the person reads
 * it here, so that sign-in, sign-out and a new business show up everywhere at once.
 */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(AuthApi);
  private readonly lastTenant = inject(LastTenant);
  private readonly current = signal<SessionView | null>(null);
  private loading: Promise<SessionView | null> | null = null;

  readonly view = this.current.asReadonly();
  readonly user = computed(() => this.current()?.user ?? null);
  /** Whether the person runs the installation. */
  readonly isPlatformAdmin = computed(() => this.current()?.is_platform_admin ?? false);
  readonly memberships = computed(() => this.current()?.memberships ?? []);

  /** Asks the server once; null means that nobody is signed in. Throws when the server cannot be asked. */
  ensureLoaded(): Promise<SessionView | null> {
    this.loading ??= this.fetch();
    return this.loading;
  }

  /** Asks again, after something changed the memberships. */
  reload(): Promise<SessionView | null> {
    this.loading = this.fetch();
    return this.loading;
  }

  begin(view: SessionView): void {
    this.current.set(view);
    this.loading = Promise.resolve(view);
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.end();
  }

  /** Forgets the person on this side, after sign-out or when the server no longer knows the session. */
  end(): void {
    this.current.set(null);
    this.loading = Promise.resolve(null);
  }

  membership(tenantId: string): MembershipView | null {
    return this.memberships().find((membership) => membership.tenant_id === tenantId) ?? null;
  }

  /** The business to open first: the one used last, else the first one. */
  homeMembership(): MembershipView | null {
    const last = this.lastTenant.get();
    return (last ? this.membership(last) : null) ?? this.memberships()[0] ?? null;
  }

  private async fetch(): Promise<SessionView | null> {
    try {
      const view = await this.api.session();
      this.current.set(view);
      return view;
    } catch (error) {
      this.current.set(null);
      if (error instanceof Problem && error.status === 401) {
        return null;
      }
      this.loading = null;
      throw error;
    }
  }
}
