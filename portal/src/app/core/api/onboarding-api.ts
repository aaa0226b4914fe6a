import { Injectable, inject } from '@angular/core';
import { ApiHttp, tenantPath } from './api-http';
import { OnboardingView, TestMessageRequest, TestMessageView } from './types';

/** Where a business stands between sign-up and its first live employee. */
@Injectable({ providedIn: 'root' })
export class OnboardingApi {
  private readonly http = inject(ApiHttp);

  get(tenantId: string): Promise<OnboardingView> {
    return this.http.get(tenantPath(tenantId, '/onboarding'));
  }

  sendTestMessage(tenantId: string, request: TestMessageRequest): Promise<TestMessageView> {
    return this.http.create(tenantPath(tenantId, '/onboarding/test-messages'), request);
  }
}
