import { Component, input, output } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import type { WhatsappCheck } from '@konstruct/api-client';
import { Icon, IconName } from '@konstruct/ui';
import type { CheckLine } from './whatsapp-checks-store';

interface Look {
  readonly state: 'running' | 'ok' | 'failed' | 'note' | 'waiting';
  readonly words: string;
  readonly icon: IconName;
}

/** What Meta says to each question, with the fix beside what is wrong; each can be asked again alone. */
@Component({
  selector: 'app-whatsapp-checklist',
  imports: [Icon, MatIconButton, MatProgressSpinner],
  templateUrl: './whatsapp-checklist.html',
  styleUrl: './whatsapp-checklist.scss',
})
export class WhatsappChecklist {
  readonly lines = input.required<readonly CheckLine[]>();
  /** Whether asking makes sense already. */
  readonly isReady = input(true);
  readonly again = output<WhatsappCheck>();

  protected look({ isRunning, result }: CheckLine): Look {
    if (isRunning) return { state: 'running', words: 'Asking Meta', icon: 'hourglass_top' };
    if (result?.status === 'ok') return { state: 'ok', words: 'Right', icon: 'check_circle' };
    if (result?.status !== 'failed') return { state: 'waiting', words: 'Not checked yet', icon: 'schedule' };
    return result.is_required
      ? { state: 'failed', words: 'Wrong', icon: 'error' }
      : { state: 'note', words: 'Worth knowing', icon: 'warning' };
  }
}
