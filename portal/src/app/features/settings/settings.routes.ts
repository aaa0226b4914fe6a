import { Routes } from '@angular/router';

/** Settings of the business and of the person. */
export const settingsRoutes: Routes = [];
