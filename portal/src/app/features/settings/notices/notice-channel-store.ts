import { DestroyRef, Injectable, inject } from '@angular/core';
import type { ChooseNoticeChannelRequest, ConnectionView, NoticeChannelView } from '@konstruct/api-client';
import { ChannelsApi } from '../../../core/api/channels-api';
import { NoticesApi } from '../../../core/api/notices-api';
import { LiveUpdates } from '../../../core/live/live-updates';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { RemoteData } from '../../../core/state/remote-data';

/** Where notices are posted, and the workspaces in which they could be. */
interface NoticeChannel {
  readonly channel: NoticeChannelView;
  readonly workspaces: readonly ConnectionView[];
}

/** The Slack channel in which a business reads its notices. */
@Injectable()
export class NoticeChannelStore {
  private readonly notices = inject(NoticesApi);
  private readonly channels = inject(ChannelsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<NoticeChannel>(() => this.fetch());

  readonly view = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['channels'], () => void this.refresh(), inject(DestroyRef));
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async choose(choice: ChooseNoticeChannelRequest): Promise<NoticeChannelView> {
    const channel = await this.notices.chooseChannel(this.tenant.id(), choice);
    await this.refresh();
    return channel;
  }

  async stop(): Promise<void> {
    await this.notices.stopChannel(this.tenant.id());
    await this.refresh();
  }

  private async fetch(): Promise<NoticeChannel> {
    const [channel, { items }] = await Promise.all([
      this.notices.channel(this.tenant.id()),
      this.channels.list(this.tenant.id()),
    ]);
    const isOpen = ({ kind, status }: ConnectionView): boolean => kind === 'slack' && status === 'connected';
    return { channel, workspaces: items.filter(isOpen) };
  }
}
