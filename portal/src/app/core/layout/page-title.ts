import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { CurrentTenant } from '../session/current-tenant';

/** Browser title: page, business, product. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly tenant = inject(CurrentTenant);

  override updateTitle(state: RouterStateSnapshot): void {
    const page = this.buildTitle(state);
    const business = state.url.startsWith('/t/') ? this.tenant.name() : '';
    this.title.setTitle([page, business, 'Konstruct'].filter(Boolean).join(' · '));
  }
}
