import { Component, computed, input } from '@angular/core';
import type { ToolServerView } from '@konstruct/api-client';
import { Notice, StatusBadge } from '@konstruct/ui';
import { AgoPipe } from '../../../core/time/ago.pipe';

/** A server of tools: where it is, whether it answers, what it has and how it is used. */
@Component({
  selector: 'app-tool-server-card',
  imports: [AgoPipe, Notice, StatusBadge],
  templateUrl: './tool-server-card.html',
  styleUrl: './tool-server-card.scss',
})
export class ToolServerCard {
  readonly server = input.required<ToolServerView>();

  protected readonly usage = computed(() => {
    const { uses, failures, agents } = this.server();
    const who = agents === 0 ? 'No employee may use it yet' : `${agents} ${agents === 1 ? 'employee' : 'employees'}`;
    if (uses === 0) return `${who} · not used in 30 days`;
    return `${who} · ${uses} ${uses === 1 ? 'use' : 'uses'} in 30 days${failures > 0 ? `, ${failures} failed` : ''}`;
  });
}
