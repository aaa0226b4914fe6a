import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { ConversationDetailView } from '@konstruct/api-client';
import { ConversationsApi } from '../../core/api/conversations-api';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

/** One conversation with its messages, live while it is open. */
@Injectable()
export class ConversationStore {
  private readonly api = inject(ConversationsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly id = signal('');
  private readonly data = new RemoteData<ConversationDetailView>(() => this.api.get(this.tenant.id(), this.id()));

  readonly conversation = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['conversations'], () => void this.refresh(), inject(DestroyRef));
  }

  open(conversationId: string): void {
    this.id.set(conversationId);
    void this.data.load();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }
}
