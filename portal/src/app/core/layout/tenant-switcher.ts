import { Component, inject, output } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';
import type { MembershipView } from '@konstruct/api-client';
import { Icon } from '@konstruct/ui';
import { CurrentTenant } from '../session/current-tenant';
import { Session } from '../session/session';
import { tenantHomeUrl } from '../session/session.guards';

/** Shows which business is open and switches to another one, or adds one. */
@Component({
  selector: 'app-tenant-switcher',
  imports: [Icon, MatDivider, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button class="trigger" type="button" [matMenuTriggerFor]="menu">
      <span class="cdk-visually-hidden">Business</span>
      <span class="mark" aria-hidden="true">{{ tenant.name().charAt(0) }}</span>
      <span class="name">{{ tenant.name() }}</span>
      <k-icon name="unfold_more" [size]="18" />
    </button>
    <mat-menu #menu="matMenu" class="k-tenant-menu">
      @for (membership of session.memberships(); track membership.tenant_id) {
        <button mat-menu-item type="button" (click)="open(membership)">
          <k-icon [name]="membership.tenant_id === tenant.id() ? 'check' : 'domain'" />
          <span>{{ membership.tenant_name }}</span>
          <span class="cdk-visually-hidden">{{ membership.tenant_id === tenant.id() ? '(open now)' : '' }}</span>
        </button>
      }
      <mat-divider />
      <button mat-menu-item type="button" (click)="add()">
        <k-icon name="add_business" />
        <span>Add a business</span>
      </button>
    </mat-menu>
  `,
  styles: `
    .trigger {
      display: flex;
      align-items: center;
      gap: 12px;
      width: 100%;
      height: 48px;
      padding: 0 12px;
      border: 1px solid var(--k-line);
      border-radius: var(--k-radius-small);
      background: var(--k-card);
      color: var(--k-text);
      font: inherit;
      font-weight: 650;
      text-align: left;
      cursor: pointer;
    }
    .mark {
      display: grid;
      place-items: center;
      flex: none;
      width: 28px;
      height: 28px;
      border-radius: 8px;
      background: var(--mat-sys-primary);
      color: var(--mat-sys-on-primary);
      text-transform: uppercase;
    }
    .name {
      flex: 1;
      display: -webkit-box;
      overflow: hidden;
      overflow-wrap: anywhere;
      line-height: 18px;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `,
})
export class TenantSwitcher {
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  protected readonly tenant = inject(CurrentTenant);

  readonly chosen = output();

  protected open(membership: MembershipView): void {
    void this.router.navigateByUrl(tenantHomeUrl(this.router, membership));
    this.chosen.emit();
  }

  protected add(): void {
    void this.router.navigateByUrl('/add-business');
    this.chosen.emit();
  }
}
