import { Routes } from '@angular/router';
import { keepUnsavedChanges } from '../agents/unsaved-changes.guard';
import { OnboardingPage } from './onboarding-page';

/** The wizard; the URL names the step, and without one the server's own step is opened. */
export const onboardingRoutes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'resume' },
  { path: ':step', component: OnboardingPage, canDeactivate: [keepUnsavedChanges] },
];
