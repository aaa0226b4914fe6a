import { ActivatedRouteSnapshot, BaseRouteReuseStrategy } from '@angular/router';

/**
 * Builds all pages anew when the business in the URL changes, so that no store can show one business's data under
 * another's name.
 */
export class ReusePerTenant extends BaseRouteReuseStrategy {
  override shouldReuseRoute(future: ActivatedRouteSnapshot, current: ActivatedRouteSnapshot): boolean {
    return (
      super.shouldReuseRoute(future, current) && future.paramMap.get('tenantId') === current.paramMap.get('tenantId')
    );
  }
}
