import { Component, inject, input } from '@angular/core';
import { MatCheckbox } from '@angular/material/checkbox';
import { RouterLink } from '@angular/router';
import { Skeleton, StatusBadge } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgentTools } from './agent-tools';

/** What the employee may use: each tool is allowed by its own tick. */
@Component({
  selector: 'app-tools-section',
  imports: [MatCheckbox, RouterLink, Skeleton, StatusBadge],
  templateUrl: './tools-section.html',
  styleUrls: ['./section.scss', './tools-section.scss'],
})
export class ToolsSection {
  protected readonly tools = inject(AgentTools);
  protected readonly tenant = inject(CurrentTenant);

  readonly isReadonly = input(false);
}
