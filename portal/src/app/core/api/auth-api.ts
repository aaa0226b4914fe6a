import { Injectable, inject } from '@angular/core';
import type {
  AcceptInvitationRequest,
  SessionListItemView,
  SessionView,
  SignInRequest,
  SignUpRequest,
} from '@konstruct/api-client';
import { ApiHttp } from './api-http';
import { Page } from './types';

const AUTH = '/api/portal/auth';

/** Signing up, in and out, and the list of a person's sessions. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly http = inject(ApiHttp);

  signUp(request: SignUpRequest): Promise<SessionView> {
    return this.http.post(`${AUTH}/sign-up`, request);
  }

  signIn(request: SignInRequest): Promise<SessionView> {
    return this.http.post(`${AUTH}/sign-in`, request);
  }

  signOut(): Promise<void> {
    return this.http.post(`${AUTH}/sign-out`);
  }

  session(): Promise<SessionView> {
    return this.http.get(`${AUTH}/session`);
  }

  acceptInvitation(request: AcceptInvitationRequest): Promise<SessionView> {
    return this.http.post(`${AUTH}/invitations/accept`, request);
  }

  sessions(): Promise<Page<SessionListItemView>> {
    return this.http.get(`${AUTH}/sessions`);
  }

  revokeSession(sessionId: string): Promise<void> {
    return this.http.delete(`${AUTH}/sessions/${sessionId}`);
  }
}
