import { Component, computed, inject, output } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router } from '@angular/router';
import { Icon, IconName } from '@konstruct/ui';
import { CurrentTenant } from '../session/current-tenant';
import { Session } from '../session/session';
import { Theme, ThemeChoice } from '../theme/theme';
import { Messages } from './messages';

const THEMES: readonly { readonly choice: ThemeChoice; readonly label: string; readonly icon: IconName }[] = [
  { choice: 'system', label: 'As the system', icon: 'contrast' },
  { choice: 'light', label: 'Light', icon: 'light_mode' },
  { choice: 'dark', label: 'Dark', icon: 'dark_mode' },
];

/** The person's own menu: security, theme, sign out. */
@Component({
  selector: 'app-user-menu',
  imports: [Icon, MatDivider, MatMenu, MatMenuItem, MatMenuTrigger],
  templateUrl: './user-menu.html',
  styleUrl: './user-menu.scss',
})
export class UserMenu {
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly tenant = inject(CurrentTenant);
  private readonly session = inject(Session);
  protected readonly theme = inject(Theme);
  protected readonly themes = THEMES;
  protected readonly user = this.session.user;
  protected readonly initials = computed(() => initialsOf(this.user()?.name ?? ''));

  readonly chosen = output();

  protected openSecurity(): void {
    void this.router.navigate(['/t', this.tenant.id(), 'settings', 'security']);
    this.chosen.emit();
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      // Before the shell goes: the drawer on a phone is not part of it and would stay over the sign-in page.
      this.chosen.emit();
      await this.router.navigateByUrl('/sign-in');
    } catch (error) {
      await this.messages.complain(error, 'You are still signed in.');
    }
  }
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
