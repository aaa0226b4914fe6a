import { Routes } from '@angular/router';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { AddBusinessPage } from './add-business-page';
import { InvitationPage } from './invitation-page';
import { SignInPage } from './sign-in-page';
import { SignUpPage } from './sign-up-page';

/** Pages for people who are not signed in. */
export const authRoutes: Routes = [
  {
    path: '',
    providers: [provideFormDefaults()],
    children: [
      { path: 'sign-in', title: 'Sign in', component: SignInPage },
      { path: 'sign-up', title: 'Sign up', component: SignUpPage },
    ],
  },
];

/** Accepting an invitation, signed in or not. */
export const invitationRoutes: Routes = [
  { path: '', title: 'Invitation', component: InvitationPage, providers: [provideFormDefaults()] },
];

/** A further business for someone who already has an account. */
export const addBusinessRoutes: Routes = [
  { path: '', title: 'Add a business', component: AddBusinessPage, providers: [provideFormDefaults()] },
];
