import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ConnectionView } from '@konstruct/api-client';
import { Icon } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { SystemInfo } from '../../core/layout/system-info';
import type { TestPlace } from './test-place';

/** What the sandbox's first person is reached by. */
const SANDBOX_NUMBER = '+46 70 555 01 12';
const SHORTEST = 7;
const LONGEST = 15;

/** Takes the number of somebody who can look at their phone, and says which message WhatsApp will let through to it. */
@Component({
  selector: 'app-whatsapp-recipient',
  imports: [Icon, MatError, MatFormField, MatHint, MatInput, MatLabel],
  providers: [provideFormDefaults()],
  templateUrl: './whatsapp-recipient.html',
  styleUrl: './whatsapp-recipient.scss',
})
export class WhatsappRecipient {
  private readonly sandbox = inject(SystemInfo).sandbox;

  readonly connection = input.required<ConnectionView>();
  readonly chosen = output<TestPlace | null>();

  protected readonly number = signal('');
  protected readonly isTouched = signal(false);
  protected readonly problem = computed(() => problemOf(this.number()));
  protected readonly phoneUrl = computed(() => {
    const sandbox = this.sandbox();
    return sandbox?.whatsapp ? `${sandbox.url}/whatsapp/phone/${this.connection().workspace_id}` : null;
  });
  protected readonly suggestion = SANDBOX_NUMBER;

  protected typed(event: Event): void {
    this.enter((event.target as HTMLInputElement).value);
  }

  protected enter(value: string): void {
    this.number.set(value);
    const text = value.trim();
    this.chosen.emit(problemOf(value) === null ? { id: text, name: text } : null);
  }
}

/** Why a text is no number that WhatsApp reaches; null when it may be one. */
function problemOf(text: string): string | null {
  if (text.trim() === '') return 'Enter the number of somebody who can look at their phone';
  if (!/^\+?[\d\s()./-]+$/.test(text.trim())) return 'Digits, spaces and dashes only, after a + if you like';
  const digits = text.replaceAll(/\D/g, '').length;
  if (digits < SHORTEST || digits > LONGEST) return 'With the country code it has 7 to 15 digits';
  return null;
}
