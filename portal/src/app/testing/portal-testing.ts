import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { EnvironmentProviders, Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import type { Role, TenantView } from '@konstruct/api-client';
import { OPEN_EVENT_STREAM } from '../core/live/live-updates';
import { CurrentTenant } from '../core/session/current-tenant';
import { Session } from '../core/session/session';
import { unauthorizedInterceptor } from '../core/session/unauthorized.interceptor';
import { TENANT_ID, sessionView, tenantView } from './wire-samples';

/** An event stream that specs speak through. */
export class FakeEventStream {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readyState = 1;
  isClosed = false;

  constructor(readonly url: string) {}

  announce(...topics: string[]): void {
    this.onmessage?.({ data: JSON.stringify({ topics }) });
  }

  close(): void {
    this.isClosed = true;
  }
}

/** The last stream that was opened. */
export const streams: FakeEventStream[] = [];

/** What every spec of a page or store runs on: HTTP that the spec answers, routes, no real event stream. */
export function providePortalTesting(): (Provider | EnvironmentProviders)[] {
  localStorage.clear();
  streams.length = 0;
  return [
    provideHttpClient(withInterceptors([unauthorizedInterceptor])),
    provideHttpClientTesting(),
    provideRouter([{ path: '**', children: [] }], withComponentInputBinding()),
    {
      provide: OPEN_EVENT_STREAM,
      useValue: (url: string) => {
        const stream = new FakeEventStream(url);
        streams.push(stream);
        return stream;
      },
    },
  ];
}

/** Signs in a member of the sample business and opens it. */
export function openTenant(role: Role = 'owner', changes: Partial<TenantView> = {}): void {
  const [membership] = sessionView().memberships;
  if (!membership) throw new Error('the sample has a membership');
  TestBed.inject(Session).begin(sessionView({ memberships: [{ ...membership, role }] }));
  const tenant = TestBed.inject(CurrentTenant);
  tenant.open(TENANT_ID);
  answer('GET', `/api/portal/tenants/${TENANT_ID}`, tenantView(changes));
}

/** Answers the one open request of this method and path. */
export function answer(method: string, path: string, body: object | null, options: { status?: number } = {}): void {
  const { status = 200 } = options;
  TestBed.inject(HttpTestingController)
    .expectOne((request) => request.method === method && request.url === path)
    .flush(body, { status, statusText: String(status) });
}

/** Lets promises and signals settle. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  TestBed.tick();
}
