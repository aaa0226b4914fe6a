import { Routes } from '@angular/router';
import { redirectHome, requireMembership } from './core/session/session.guards';
import { authRoutes } from './features/auth/auth.routes';

/** The portal's map. Everything but the map itself is loaded when it is first opened. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', canActivate: [redirectHome], children: [] },
  ...authRoutes,
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
