import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon, IconName } from '@konstruct/ui';
import { AgentTemplateView } from '../../core/api/types';

const ICONS: Readonly<Record<string, IconName>> = {
  support_agent: 'support_agent',
  support: 'support_agent',
  trending_up: 'trending_up',
  sales: 'trending_up',
  badge: 'badge',
  event_note: 'event_note',
  office_manager: 'event_note',
  diversity_3: 'diversity_3',
  hr: 'diversity_3',
  computer: 'computer',
  it_help: 'computer',
};

/** Job openings to start from, and the blank page for those who know what they want. */
@Component({
  selector: 'app-template-chooser',
  imports: [Icon, MatButton],
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
    </ul>
    <button matButton type="button" (click)="chosen.emit(null)">
      <k-icon name="edit" />
      Start from a blank page
    </button>
  `,
  styleUrl: './template-chooser.scss',
})
export class TemplateChooser {
  readonly templates = input.required<readonly AgentTemplateView[]>();
  readonly chosen = output<AgentTemplateView | null>();

  protected iconOf(template: AgentTemplateView): IconName {
    return ICONS[template.icon] ?? ICONS[template.id] ?? 'person_add';
  }
}
