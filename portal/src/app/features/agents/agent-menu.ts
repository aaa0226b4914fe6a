import { Component, inject, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import type { AgentView } from '@konstruct/api-client';
import { Icon } from '@konstruct/ui';
import { AgentActions } from './agent-actions';

/** What can be done with an employee, as its state allows. */
@Component({
  selector: 'app-agent-menu',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button matIconButton type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="'More for ' + agent().name">
      <k-icon name="more_vert" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @if (agent().status === 'live') {
        <button mat-menu-item type="button" (click)="actions.pause(agent(), report)">
          <k-icon name="pause" />
          <span>Pause</span>
        </button>
      }
      @if (agent().status === 'paused') {
        <button mat-menu-item type="button" (click)="actions.resume(agent(), report)">
          <k-icon name="play_arrow" />
          <span>Resume</span>
        </button>
      }
      <button mat-menu-item type="button" (click)="actions.archive(agent(), report)">
        <k-icon name="archive" />
        <span>Archive</span>
      </button>
    </mat-menu>
  `,
})
export class AgentMenu {
  protected readonly actions = inject(AgentActions);

  readonly agent = input.required<AgentView>();
  readonly changed = output<AgentView>();

  protected readonly report = (agent: AgentView): void => this.changed.emit(agent);
}
