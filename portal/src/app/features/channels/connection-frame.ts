import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import type { AgentView, ConnectionView } from '@konstruct/api-client';
import { Icon, Notice, StatusBadge } from '@konstruct/ui';
import { ChannelLogo } from '../../core/channel-logo';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { CONNECTION_STATUS, WORRYING_FAILURE_RATE, isSilent } from './connection-words';

/** What the card of every connection shows, whichever channel it is: whether it works, what goes in and out, who answers. */
@Component({
  selector: 'app-connection-frame',
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
  ],
  providers: [provideFormDefaults()],
  templateUrl: './connection-frame.html',
  styleUrl: './connection-frame.scss',
})
export class ConnectionFrame {
  protected readonly tenant = inject(CurrentTenant);
  protected readonly numbers = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

  readonly connection = input.required<ConnectionView>();
  readonly agents = input.required<readonly AgentView[]>();
  /** What is connected, in the provider's terms. */
  readonly account = input.required<string>();
  readonly question = input('Who answers here');
  /** Whether to reconnect is offered while it works, too. */
  readonly offersReconnect = input(false);
  readonly isLeaving = input(false);
  readonly assigned = output<string | null>();
  readonly reconnect = output();
  readonly disconnected = output();

  protected readonly status = computed(() => CONNECTION_STATUS[this.connection().status]);
  protected readonly provider = computed(() => providerName(this.connection().kind));
  protected readonly failsOften = computed(() => this.connection().failure_rate >= WORRYING_FAILURE_RATE);
  protected readonly isSilent = computed(() => isSilent(this.connection(), Date.now()));
  /** Null once it is over; pages hear of it when messages go out again. */
  protected readonly limitedUntil = computed(() => {
    const until = this.connection().limited_until;
    return until !== null && Date.parse(until) > Date.now() ? until : null;
  });
}
