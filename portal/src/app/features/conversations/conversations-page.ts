import { Component } from '@angular/core';
import { PageHeader } from '@konstruct/ui';

/** Conversations. */
@Component({
  selector: 'app-conversations-page',
  imports: [PageHeader],
  template: `<k-page-header heading="Conversations" />`,
})
export class ConversationsPage {}
