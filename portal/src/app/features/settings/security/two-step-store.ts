import { Injectable, inject } from '@angular/core';
import type { ProveSecondFactorRequest, SecondFactorSetUpView, SecondFactorView } from '@konstruct/api-client';
import { AuthApi } from '../../../core/api/auth-api';
import { RemoteData } from '../../../core/state/remote-data';

/** Whether the person signs in with a code as well. Seeds and recovery codes pass through and are not kept. */
@Injectable()
export class TwoStepStore {
  private readonly api = inject(AuthApi);
  private readonly data = new RemoteData<SecondFactorView>(() => this.api.secondFactor());

  readonly state = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  start(password: string): Promise<SecondFactorSetUpView> {
    return this.api.startSecondFactor(password);
  }

  async confirm(code: string): Promise<readonly string[]> {
    return (await this.api.confirmSecondFactor(code)).recovery_codes;
  }

  async renewRecoveryCodes(proof: ProveSecondFactorRequest): Promise<readonly string[]> {
    return (await this.api.renewRecoveryCodes(proof)).recovery_codes;
  }

  turnOff(proof: ProveSecondFactorRequest): Promise<void> {
    return this.api.removeSecondFactor(proof);
  }
}
