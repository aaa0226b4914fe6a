import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { NoticeView, UnreadNoticesView } from '@konstruct/api-client';
import { QueryParams } from '../api/api-http';
import { NoticesApi } from '../api/notices-api';
import { LiveUpdates } from '../live/live-updates';
import { Messages } from '../layout/messages';
import { CurrentTenant } from '../session/current-tenant';
import { RemoteData } from '../state/remote-data';
import { UnreadNotices } from './unread-notices';

interface Loaded {
  readonly items: readonly NoticeView[];
  readonly hasMore: boolean;
}

/** The notices of the open business, the latest news first and live. */
@Injectable()
export class NoticesStore {
  private readonly api = inject(NoticesApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly unread = inject(UnreadNotices);
  private readonly messages = inject(Messages);
  private readonly pages = signal(1);
  private readonly data = new RemoteData<Loaded>(() => this.fetch());

  readonly notices = computed(() => this.data.value()?.items);
  readonly hasMore = computed(() => this.data.value()?.hasMore ?? false);
  readonly isBusy = this.data.isBusy;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['notices'], () => void this.data.refresh(), inject(DestroyRef));
    void this.data.load();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  showMore(): void {
    this.pages.update((pages) => pages + 1);
    void this.data.refresh();
  }

  readAll(): Promise<void> {
    return this.run(() => this.api.readAll(this.tenant.id()));
  }

  read({ id }: NoticeView): Promise<void> {
    return this.run(() => this.api.read(this.tenant.id(), id));
  }

  dismiss({ id }: NoticeView): Promise<void> {
    return this.run(() => this.api.dismiss(this.tenant.id(), id));
  }

  private async run(action: () => Promise<UnreadNoticesView>): Promise<void> {
    try {
      this.unread.set(await action());
    } catch (error) {
      await this.messages.complain(error);
    }
    await this.data.refresh();
  }

  /** Reads all pages that are shown, so that what was dismissed leaves the list. */
  private async fetch(): Promise<Loaded> {
    const items: NoticeView[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < this.pages(); page += 1) {
      const params: QueryParams = { limit: 30, ...(cursor ? { cursor } : {}) };
      const answer = await this.api.list(this.tenant.id(), params);
      items.push(...answer.items);
      cursor = answer.next_cursor;
      if (!cursor) break;
    }
    return { items, hasMore: cursor !== null };
  }
}
