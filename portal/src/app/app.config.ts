import { provideHttpClient, withInterceptors, withXsrfConfiguration } from '@angular/common/http';
import { ApplicationConfig, ErrorHandler, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  RouteReuseStrategy,
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { provideAnimationsAsync } from '@angular/platform-browser/animations/async';
import { routes } from './app.routes';
import { AppErrorHandler } from './core/errors/app-error-handler';
import { showUnavailable } from './core/errors/navigation-error';
import { PageTitle } from './core/layout/page-title';
import { ReusePerTenant } from './core/layout/reuse-per-tenant';
import { unauthorizedInterceptor } from './core/session/unauthorized.interceptor';

/** What the whole portal runs on. Zoneless and OnPush are Angular's defaults and need no provider. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withRouterConfig({ paramsInheritanceStrategy: 'always' }),
      withNavigationErrorHandler(showUnavailable),
    ),
    // The charts declare animations, which are switched off: they are loaded with the first chart and do nothing.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- ngx-charts 25 knows no other way yet.
    provideAnimationsAsync('noop'),
    provideHttpClient(
      withXsrfConfiguration({ cookieName: 'XSRF-TOKEN', headerName: 'X-XSRF-TOKEN' }),
      withInterceptors([unauthorizedInterceptor]),
    ),
    { provide: ErrorHandler, useClass: AppErrorHandler },
    { provide: TitleStrategy, useExisting: PageTitle },
    { provide: RouteReuseStrategy, useClass: ReusePerTenant },
  ],
};
