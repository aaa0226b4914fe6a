import { Component, input, output } from '@angular/core';
import type { AgentTemplateView } from '@konstruct/api-client';
import { Icon, IconName } from '@konstruct/ui';

const ICONS: readonly IconName[] = ['support_agent', 'storefront', 'meeting_room', 'diversity_3', 'computer'];

/** Job openings to start from, and the blank page for those who know what they want. */
@Component({
  selector: 'app-template-chooser',
  imports: [Icon],
  template: `
    <ul>
      @for (template of templates(); track template.id) {
        <li>
          <button type="button" class="k-card" (click)="chosen.emit(template)">
            <span class="icon"><k-icon [name]="iconOf(template)" [size]="24" /></span>
            <span class="title">{{ template.title }}</span>
            <span class="description">{{ template.description }}</span>
          </button>
        </li>
      }
      <li>
        <button type="button" class="k-card blank" (click)="chosen.emit(null)">
          <span class="icon"><k-icon name="edit" [size]="24" /></span>
          <span class="title">Start from a blank page</span>
          <span class="description">For a job that only your business has.</span>
        </button>
      </li>
    </ul>
  `,
  styleUrl: './template-chooser.scss',
})
export class TemplateChooser {
  readonly templates = input.required<readonly AgentTemplateView[]>();
  readonly chosen = output<AgentTemplateView | null>();

  protected iconOf(template: AgentTemplateView): IconName {
    return ICONS.find((icon) => icon === template.icon) ?? 'person_add';
  }
}
