import { Component } from '@angular/core';
import { PageHeader } from '@konstruct/ui';

/** Conversation. */
@Component({
  selector: 'app-conversation-thread',
  imports: [PageHeader],
  template: `<k-page-header heading="Conversation" />`,
})
export class ConversationThread {}
