import { HttpErrorResponse, HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { Session } from './session';

const OWN_ANSWER = ['/api/portal/auth/sign-in', '/api/portal/auth/session', '/api/portal/auth/invitations/accept'];

/** A session that ended elsewhere leads to sign-in, with the way back kept. Calls that ask who is there handle 401 themselves. */
export const unauthorizedInterceptor: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const router = inject(Router);
  return next(request).pipe(
    catchError((error: unknown) => {
      const isExpired = error instanceof HttpErrorResponse && error.status === 401;
      if (isExpired && !OWN_ANSWER.includes(request.url) && session.view()) {
        session.end();
        void router.navigate(['/sign-in'], { queryParams: { return_url: router.url, expired: 1 } });
      }
      return throwError(() => error);
    }),
  );
};
