import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { AgentView, ConnectionView } from '@konstruct/api-client';
import { Icon, Notice, StatusBadge } from '@konstruct/ui';
import { ChannelLogo } from '../../core/channel-logo';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { SystemInfo } from '../../core/layout/system-info';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { CONNECTION_STATUS, WORRYING_FAILURE_RATE, qualityOf } from './connection-words';
import { WhatsappNumberDetails } from './whatsapp-number-details';

/** One WhatsApp number: whether it works, what goes in and out, who answers, and what Meta says of it. */
@Component({
  selector: 'app-whatsapp-connection-card',
  imports: [
    AgoPipe,
    ChannelLogo,
    Icon,
    MatButton,
    MatFormField,
    MatHint,
    MatLabel,
    MatOption,
    MatSelect,
    Notice,
    StatusBadge,
    TenantTimePipe,
    WhatsappNumberDetails,
  ],
  providers: [provideFormDefaults()],
  templateUrl: './whatsapp-connection-card.html',
  styleUrl: './connection-card.scss',
})
export class WhatsappConnectionCard {
  private readonly sandbox = inject(SystemInfo).sandbox;
  protected readonly tenant = inject(CurrentTenant);
  protected readonly numbers = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

  readonly connection = input.required<ConnectionView>();
  readonly agents = input.required<readonly AgentView[]>();
  readonly assigned = output<string | null>();
  readonly reconnect = output();
  readonly disconnected = output();

  protected readonly status = computed(() => CONNECTION_STATUS[this.connection().status]);
  protected readonly quality = computed(() => qualityOf(this.connection()));
  protected readonly isWorking = computed(() => this.connection().status === 'connected');
  protected readonly failsOften = computed(() => this.connection().failure_rate >= WORRYING_FAILURE_RATE);
  protected readonly phoneUrl = computed(() => {
    const sandbox = this.sandbox();
    return sandbox?.whatsapp ? `${sandbox.url}/whatsapp/phone/${this.connection().workspace_id}` : null;
  });
}
