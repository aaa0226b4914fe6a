import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgentView, ConnectionView } from '@konstruct/api-client';
import { Icon, StatusBadge } from '@konstruct/ui';
import { SystemInfo } from '../../core/layout/system-info';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { ConnectionFrame } from './connection-frame';
import { qualityOf } from './connection-words';
import { WhatsappNumberDetails } from './whatsapp-number-details';

/** One WhatsApp number: what Meta says of it, and its templates. */
@Component({
  selector: 'app-whatsapp-connection-card',
  imports: [ConnectionFrame, Icon, MatButton, StatusBadge, TenantTimePipe, WhatsappNumberDetails],
  templateUrl: './whatsapp-connection-card.html',
  styleUrl: './connection-figure.scss',
})
export class WhatsappConnectionCard {
  private readonly sandbox = inject(SystemInfo).sandbox;

  readonly connection = input.required<ConnectionView>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly assigned = output<string | null>();
  readonly reconnect = output();
  readonly disconnected = output();

  protected readonly quality = computed(() => qualityOf(this.connection()));
  protected readonly phoneUrl = computed(() => {
    const sandbox = this.sandbox();
    return sandbox?.whatsapp ? `${sandbox.url}/whatsapp/phone/${this.connection().workspace_id}` : null;
  });
}
