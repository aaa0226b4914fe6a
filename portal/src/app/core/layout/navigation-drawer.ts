import { Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatDialogRef } from '@angular/material/dialog';
import { Icon } from '@konstruct/ui';
import { Navigation } from './navigation';

/** The navigation of a narrow screen: a dialog at the left edge, so that focus stays inside and Escape closes it. */
@Component({
  selector: 'app-navigation-drawer',
  imports: [Icon, MatIconButton, Navigation],
  template: `
    <button class="close" matIconButton type="button" aria-label="Close the navigation" (click)="close()">
      <k-icon name="close" [size]="24" />
    </button>
    <app-navigation (navigated)="close()" />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
    }
    .close {
      align-self: flex-end;
      flex: none;
      margin: 4px 4px -12px;
    }
    app-navigation {
      flex: 1;
      min-height: 0;
    }
  `,
})
export class NavigationDrawer {
  private readonly dialog = inject<MatDialogRef<NavigationDrawer>>(MatDialogRef);

  protected close(): void {
    this.dialog.close();
  }
}
