import { Injectable, inject } from '@angular/core';
import type { AddToolServerRequest, ChangeToolServerRequest, ToolServerView } from '@konstruct/api-client';
import { ToolboxApi } from '../../../core/api/toolbox-api';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { RemoteData } from '../../../core/state/remote-data';

/** The servers of tools of a business. */
@Injectable()
export class ToolServersStore {
  private readonly api = inject(ToolboxApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<readonly ToolServerView[]>(() => this.fetch());

  readonly servers = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async add(server: AddToolServerRequest): Promise<ToolServerView> {
    const added = await this.api.add(this.tenant.id(), server);
    await this.refresh();
    return added;
  }

  async change(serverId: string, change: ChangeToolServerRequest): Promise<ToolServerView> {
    const changed = await this.api.change(this.tenant.id(), serverId, change);
    await this.refresh();
    return changed;
  }

  async check(server: ToolServerView): Promise<ToolServerView> {
    const checked = await this.api.check(this.tenant.id(), server.id);
    await this.refresh();
    return checked;
  }

  async remove(server: ToolServerView): Promise<void> {
    await this.api.remove(this.tenant.id(), server.id);
    await this.refresh();
  }

  private async fetch(): Promise<readonly ToolServerView[]> {
    return (await this.api.servers(this.tenant.id())).items;
  }
}
