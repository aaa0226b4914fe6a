import { Injectable, computed, inject } from '@angular/core';
import type { SystemView } from '@konstruct/api-client';
import { SystemApi } from '../api/system-api';
import { RemoteData } from '../state/remote-data';

/** Whether this installation talks to real providers or to the sandbox; asked once. */
@Injectable({ providedIn: 'root' })
export class SystemInfo {
  private readonly api = inject(SystemApi);
  private readonly data = new RemoteData<SystemView>(() => this.api.get());

  readonly sandbox = computed(() => this.data.value()?.sandbox ?? null);

  constructor() {
    void this.data.load();
  }
}
