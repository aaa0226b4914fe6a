import { Component, computed, input, signal } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import type { AuditEventView } from '@konstruct/api-client';
import { Icon, IconName } from '@konstruct/ui';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { changeLines } from './change-words';

const ACTOR_ICONS: Record<AuditEventView['actor_kind'], IconName> = {
  user: 'person',
  provider: 'hub',
  system: 'settings',
};

/** One entry of the trail; what changed and the technical facts open below it. */
@Component({
  selector: 'app-audit-event-row',
  imports: [Icon, MatTooltip, TenantTimePipe],
  templateUrl: './audit-event-row.html',
  styleUrl: './audit-event-row.scss',
})
export class AuditEventRow {
  readonly event = input.required<AuditEventView>();

  protected readonly isOpen = signal(false);
  protected readonly lines = computed(() => changeLines(this.event().changes));
  protected readonly icon = computed(() => ACTOR_ICONS[this.event().actor_kind]);
  protected readonly detailsId = computed(() => `audit-${this.event().id}`);
}
