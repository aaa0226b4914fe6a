import { Injectable, inject } from '@angular/core';
import type { SessionListItemView } from '@konstruct/api-client';
import { AuthApi } from '../../core/api/auth-api';
import { RemoteData } from '../../core/state/remote-data';

/** Where the person is signed in. */
@Injectable()
export class SessionsStore {
  private readonly api = inject(AuthApi);
  private readonly data = new RemoteData<SessionListItemView[]>(async () => (await this.api.sessions()).items);

  readonly sessions = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async revoke(sessions: readonly SessionListItemView[]): Promise<void> {
    await Promise.all(sessions.map(({ id }) => this.api.revokeSession(id)));
    await this.refresh();
  }
}
