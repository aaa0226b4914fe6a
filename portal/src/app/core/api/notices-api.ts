import { Injectable, inject } from '@angular/core';
import type {
  ChooseNoticeChannelRequest,
  NoticeChannelView,
  NoticeView,
  UnreadNoticesView,
} from '@konstruct/api-client';
import { ApiHttp, QueryParams, tenantPath } from './api-http';
import { Page } from './types';

/** What the people of a business should hear about, as the person sees it who is signed in. */
@Injectable({ providedIn: 'root' })
export class NoticesApi {
  private readonly http = inject(ApiHttp);

  list(tenantId: string, params: QueryParams): Promise<Page<NoticeView>> {
    return this.http.get(tenantPath(tenantId, '/notices'), params);
  }

  countUnread(tenantId: string): Promise<UnreadNoticesView> {
    return this.http.get(tenantPath(tenantId, '/notices/unread'));
  }

  readAll(tenantId: string): Promise<UnreadNoticesView> {
    return this.http.post(tenantPath(tenantId, '/notices/read'));
  }

  read(tenantId: string, noticeId: string): Promise<UnreadNoticesView> {
    return this.http.post(tenantPath(tenantId, `/notices/${noticeId}/read`));
  }

  dismiss(tenantId: string, noticeId: string): Promise<UnreadNoticesView> {
    return this.http.post(tenantPath(tenantId, `/notices/${noticeId}/dismiss`));
  }

  channel(tenantId: string): Promise<NoticeChannelView> {
    return this.http.get(tenantPath(tenantId, '/notice-channel'));
  }

  chooseChannel(tenantId: string, choice: ChooseNoticeChannelRequest): Promise<NoticeChannelView> {
    return this.http.put(tenantPath(tenantId, '/notice-channel'), choice);
  }

  stopChannel(tenantId: string): Promise<void> {
    return this.http.delete(tenantPath(tenantId, '/notice-channel'));
  }
}
