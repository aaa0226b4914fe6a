import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { EmptyState } from '@konstruct/ui';

/** For addresses that lead nowhere, or to a business the person does not belong to. */
@Component({
  selector: 'app-not-found',
  imports: [EmptyState, MatButton, RouterLink],
  template: `
    <main id="main">
      <h1 class="cdk-visually-hidden" tabindex="-1">Not found</h1>
      <k-empty-state
        icon="search"
        heading="There is nothing at this address"
        text="The link may be old, or it belongs to a business that you are not a member of. Ask the person who sent it to invite you."
      >
        <a matButton="filled" routerLink="/">Go to my payroll</a>
      </k-empty-state>
    </main>
  `,
  styles: `
    main {
      max-width: 640px;
      margin: 96px auto;
      padding: 0 16px;
    }
  `,
})
export class NotFound {}
