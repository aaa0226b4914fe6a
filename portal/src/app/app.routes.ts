import { Routes } from '@angular/router';
import { redirectHome, requireMembership, requireSession, requireSignedOut } from './core/session/session.guards';

/** The portal's map. Everything but the map itself is loaded when it is first opened. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [redirectHome], children: [] },
  {
    path: '',
    canActivate: [requireSignedOut],
    loadChildren: () => import('./features/auth/auth.routes').then((file) => file.authRoutes),
  },
  {
    path: 'invite/:token',
    loadChildren: () => import('./features/auth/auth.routes').then((file) => file.invitationRoutes),
  },
  {
    path: 'add-business',
    canActivate: [requireSession],
    loadChildren: () => import('./features/auth/auth.routes').then((file) => file.addBusinessRoutes),
  },
  {
    path: 't/:tenantId',
    canActivate: [requireMembership],
    loadChildren: () => import('./tenant.routes').then((file) => file.tenantRoutes),
  },
  {
    path: 'unavailable',
    title: 'Not reachable',
    loadComponent: () => import('./core/errors/unavailable').then((file) => file.Unavailable),
  },
  {
    path: '**',
    title: 'Not found',
    loadComponent: () => import('./core/errors/not-found').then((file) => file.NotFound),
  },
];
