import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { PageHeader } from '@konstruct/ui';

const SECTIONS = [
  { path: 'business', label: 'Business' },
  { path: 'people', label: 'People' },
  { path: 'model-keys', label: 'Model keys' },
  { path: 'tools', label: 'Tools' },
  { path: 'notices', label: 'Notices' },
  { path: 'security', label: 'My security' },
] as const;

/** Frame of the settings: the sections and the one that is open. */
@Component({
  selector: 'app-settings-page',
  imports: [PageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <k-page-header heading="Settings" />
    <nav aria-label="Settings">
      @for (section of sections; track section.path) {
        <a
          #link
          [routerLink]="section.path"
          routerLinkActive="active"
          ariaCurrentWhenActive="page"
          (isActiveChange)="$event && show(link)"
          >{{ section.label }}</a
        >
      }
    </nav>
    <router-outlet />
  `,
  styles: `
    nav {
      display: flex;
      gap: 24px;
      margin-bottom: 24px;
      border-bottom: 1px solid var(--k-line);
      overflow-x: auto;
      white-space: nowrap;
    }
    a {
      padding: 12px 0;
      border-bottom: 2px solid transparent;
      color: var(--k-text-muted);
      font-weight: 550;
      text-decoration: none;
    }
    a:hover {
      color: var(--k-text);
    }
    a.active {
      border-bottom-color: var(--mat-sys-primary);
      color: var(--k-text);
    }
  `,
})
export class SettingsPage {
  protected readonly sections = SECTIONS;

  /** On a phone not all sections fit; the open one is in sight. */
  protected show(link: HTMLElement): void {
    link.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
}
