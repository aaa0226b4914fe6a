import { Injectable, inject } from '@angular/core';
import type {
  CreateTenantRequest,
  InvitationView,
  MemberView,
  Role,
  TenantView,
  UpdateTenantRequest,
} from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';
import { Page } from './types';

/** The business itself, its people and the invitations that are still open. */
@Injectable({ providedIn: 'root' })
export class TenantsApi {
  private readonly http = inject(ApiHttp);

  create(request: CreateTenantRequest): Promise<TenantView> {
    return this.http.create('/api/portal/tenants', request);
  }

  get(tenantId: string): Promise<TenantView> {
    return this.http.get(tenantPath(tenantId));
  }

  update(tenantId: string, request: UpdateTenantRequest): Promise<TenantView> {
    return this.http.patch(tenantPath(tenantId), request);
  }

  members(tenantId: string): Promise<Page<MemberView>> {
    return this.http.get(tenantPath(tenantId, '/members'));
  }

  changeRole(tenantId: string, userId: string, role: Role): Promise<MemberView> {
    return this.http.patch(tenantPath(tenantId, `/members/${userId}`), { role });
  }

  removeMember(tenantId: string, userId: string): Promise<void> {
    return this.http.delete(tenantPath(tenantId, `/members/${userId}`));
  }

  invitations(tenantId: string): Promise<Page<InvitationView>> {
    return this.http.get(tenantPath(tenantId, '/invitations'));
  }

  invite(tenantId: string, email: string, role: Role): Promise<InvitationView> {
    return this.http.create(tenantPath(tenantId, '/invitations'), { email, role });
  }

  withdrawInvitation(tenantId: string, invitationId: string): Promise<void> {
    return this.http.delete(tenantPath(tenantId, `/invitations/${invitationId}`));
  }
}
