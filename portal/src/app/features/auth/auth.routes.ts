import { Routes } from '@angular/router';
import { requireSession, requireSignedOut } from '../../core/session/session.guards';

/** Pages outside a business: each loads alone, so that signing in does not wait for the fields of signing up. */
export const authRoutes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    canActivate: [requireSignedOut],
    loadComponent: () => import('./sign-in-page').then((file) => file.SignInPage),
  },
  {
    path: 'sign-up',
    title: 'Sign up',
    canActivate: [requireSignedOut],
    loadComponent: () => import('./sign-up-page').then((file) => file.SignUpPage),
  },
  {
    path: 'invite/:token',
    title: 'Invitation',
    loadComponent: () => import('./invitation-page').then((file) => file.InvitationPage),
  },
  {
    path: 'add-business',
    title: 'Add a business',
    canActivate: [requireSession],
    loadComponent: () => import('./add-business-page').then((file) => file.AddBusinessPage),
  },
];
