import { Routes } from '@angular/router';
import { SettingsPage } from './settings-page';

/** Settings of the business, its people, and the person's own sign-in and sessions. */
export const settingsRoutes: Routes = [
  {
    path: '',
    component: SettingsPage,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'business' },
      {
        path: 'business',
        title: 'Business settings',
        loadComponent: () => import('./business-settings').then((file) => file.BusinessSettings),
      },
      {
        path: 'people',
        title: 'People',
        loadComponent: () => import('./people-settings').then((file) => file.PeopleSettings),
      },
      {
        path: 'model-keys',
        title: 'Model keys',
        loadComponent: () => import('./model-keys/model-keys-page').then((file) => file.ModelKeysPage),
      },
      {
        path: 'tools',
        title: 'Tools',
        loadComponent: () => import('./tools/tools-settings').then((file) => file.ToolsSettings),
      },
      {
        path: 'notices',
        title: 'Notices',
        loadComponent: () => import('./notices/notice-settings').then((file) => file.NoticeSettings),
      },
      {
        path: 'security',
        title: 'My security',
        loadComponent: () => import('./security/security-settings').then((file) => file.SecuritySettings),
      },
      { path: 'sessions', redirectTo: 'security' },
    ],
  },
];
