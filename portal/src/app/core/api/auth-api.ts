import { Injectable, inject } from '@angular/core';
import type {
  AcceptInvitationRequest,
  ProveSecondFactorRequest,
  RecoveryCodesView,
  SecondFactorSetUpView,
  SecondFactorView,
  SecondStepRequest,
  SessionListItemView,
  SessionView,
  SignInChallengeView,
  SignInRequest,
  SignUpRequest,
} from '@konstruct/api-client';
import { ApiHttp } from './api-http';
import { Page } from './types';

const AUTH = '/api/portal/auth';
const SECOND_FACTOR = `${AUTH}/second-factor`;

/** Signing up, in and out, the list of a person's sessions, and their two-step sign-in. */
@Injectable({ providedIn: 'root' })
export class AuthApi {
  private readonly http = inject(ApiHttp);

  signUp(request: SignUpRequest): Promise<SessionView> {
    return this.http.post(`${AUTH}/sign-up`, request);
  }

  /** A challenge where a code is needed as well. */
  signIn(request: SignInRequest): Promise<SessionView | SignInChallengeView> {
    return this.http.post(`${AUTH}/sign-in`, request);
  }

  completeSignIn(request: SecondStepRequest): Promise<SessionView> {
    return this.http.post(`${AUTH}/sign-in/second-step`, request);
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

  secondFactor(): Promise<SecondFactorView> {
    return this.http.get(SECOND_FACTOR);
  }

  startSecondFactor(password: string): Promise<SecondFactorSetUpView> {
    return this.http.post(`${SECOND_FACTOR}/set-up`, { password });
  }

  confirmSecondFactor(code: string): Promise<RecoveryCodesView> {
    return this.http.post(`${SECOND_FACTOR}/confirmation`, { code });
  }

  renewRecoveryCodes(proof: ProveSecondFactorRequest): Promise<RecoveryCodesView> {
    return this.http.post(`${SECOND_FACTOR}/recovery-codes`, proof);
  }

  removeSecondFactor(proof: ProveSecondFactorRequest): Promise<void> {
    return this.http.post(`${SECOND_FACTOR}/removal`, proof);
  }
}
