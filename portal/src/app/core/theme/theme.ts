import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'konstruct.theme';

/** Light, dark or as the system says; remembered on this device and written to the document as `data-theme`. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly document = inject(DOCUMENT);
  readonly choice = signal<ThemeChoice>(storedChoice());

  constructor() {
    this.apply(this.choice());
    effect(() => this.apply(this.choice()));
  }

  choose(choice: ThemeChoice): void {
    localStorage.setItem(KEY, choice);
    this.choice.set(choice);
  }

  private apply(choice: ThemeChoice): void {
    const root = this.document.documentElement;
    if (choice === 'system') {
      delete root.dataset['theme'];
    } else {
      root.dataset['theme'] = choice;
    }
  }
}

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
