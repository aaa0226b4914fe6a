import { Component, Injector, inject, output } from '@angular/core';
import type { ComponentType } from '@angular/cdk/overlay';
import { MatButton } from '@angular/material/button';
import { ErrorState, Icon, Notice, Skeleton, StatusBadge } from '@konstruct/ui';
import { firstValueFrom } from 'rxjs';
import { provideFormDefaults } from '../../../core/layout/form-defaults';
import { Messages } from '../../../core/layout/messages';
import { TenantTimePipe } from '../../../core/time/tenant-time.pipe';
import { TwoStepStore } from './two-step-store';

/** Fewer than this and it is time for new ones. */
const FEW_CODES = 3;

/** Turns two-step sign-in on and off, and says how many recovery codes are left. */
@Component({
  selector: 'app-two-step-settings',
  imports: [ErrorState, Icon, MatButton, Notice, Skeleton, StatusBadge, TenantTimePipe],
  providers: [TwoStepStore, provideFormDefaults()],
  templateUrl: './two-step-settings.html',
  styleUrls: ['../settings-section.scss', './two-step-settings.scss'],
})
export class TwoStepSettings {
  private readonly injector = inject(Injector);
  private readonly messages = inject(Messages);
  protected readonly store = inject(TwoStepStore);
  protected readonly fewCodes = FEW_CODES;

  /** It was turned on or off, which other parts of the page depend on. */
  readonly changed = output();

  protected async turnOn(): Promise<void> {
    const { SetUpDialog } = await import('./set-up-dialog');
    if (await this.open(SetUpDialog)) await this.say('Two-step sign-in is on. You were signed out everywhere else.');
  }

  protected async turnOff(): Promise<void> {
    const { TurnOffDialog } = await import('./turn-off-dialog');
    if (await this.open(TurnOffDialog)) await this.say('Two-step sign-in is off.');
  }

  protected async renewCodes(): Promise<void> {
    const { NewCodesDialog } = await import('./new-codes-dialog');
    if (await this.open(NewCodesDialog)) await this.say('Your earlier recovery codes do not work any more.');
  }

  private async say(words: string): Promise<void> {
    this.changed.emit();
    await this.store.refresh();
    await this.messages.say(words);
  }

  /** Whether something was changed. Loaded when it is first needed, since most visits only look. */
  private async open<T>(dialog: ComponentType<T>): Promise<boolean> {
    const { MatDialog } = await import('@angular/material/dialog');
    const opened = this.injector.get(MatDialog).open<T, never, boolean>(dialog, {
      injector: this.injector,
      width: '520px',
      maxWidth: 'calc(100vw - 32px)',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? false;
  }
}
