import { Component, inject } from '@angular/core';
import { SessionSettings } from '../session-settings';
import { SessionsStore } from '../sessions-store';
import { TwoStepSettings } from './two-step-settings';

/** The safety of the person's own account: how they sign in, and where they are signed in. */
@Component({
  selector: 'app-security-settings',
  imports: [SessionSettings, TwoStepSettings],
  providers: [SessionsStore],
  template: `
    <app-two-step-settings (changed)="sessions.refresh()" />
    <app-session-settings />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 24px;
    }
  `,
})
export class SecuritySettings {
  protected readonly sessions = inject(SessionsStore);
}
