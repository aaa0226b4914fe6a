import { Injectable, inject } from '@angular/core';
import type { OnboardingView, SendTestMessageRequest, TestMessageView } from '@konstruct/api-client';
import { ApiHttp, tenantPath } from './api-http';

/** Where a business stands between sign-up and its first live employee. */
@Injectable({ providedIn: 'root' })
export class OnboardingApi {
  private readonly http = inject(ApiHttp);

  get(tenantId: string): Promise<OnboardingView> {
    return this.http.get(tenantPath(tenantId, '/onboarding'));
  }

  sendTestMessage(tenantId: string, request: SendTestMessageRequest): Promise<TestMessageView> {
    return this.http.create(tenantPath(tenantId, '/onboarding/test-messages'), request);
  }
}
