import { Component, Injector, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ModelKeyView, ModelProviderView } from '@konstruct/api-client';
import { Confirm, ErrorState, Icon, Money, Skeleton } from '@konstruct/ui';
import { firstValueFrom } from 'rxjs';
import { provideFormDefaults } from '../../../core/layout/form-defaults';
import { Messages } from '../../../core/layout/messages';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { TenantTimePipe } from '../../../core/time/tenant-time.pipe';
import { deletionWords, sourceWords } from './key-words';
import { ModelKeyCard } from './model-key-card';
import { ModelKeysStore } from './model-keys-store';
import { ProviderMark } from './provider-mark';

/** The business's own model keys: added and replaced with a live check, and deleted with the employees in sight. */
@Component({
  selector: 'app-model-keys-page',
  imports: [ErrorState, Icon, MatButton, ModelKeyCard, Money, ProviderMark, Skeleton, TenantTimePipe],
  providers: [ModelKeysStore, provideFormDefaults()],
  templateUrl: './model-keys-page.html',
  styleUrl: './model-keys-page.scss',
})
export class ModelKeysPage {
  private readonly confirm = inject(Confirm);
  private readonly injector = inject(Injector);
  private readonly messages = inject(Messages);
  private readonly tenant = inject(CurrentTenant);
  protected readonly store = inject(ModelKeysStore);

  protected readonly sourceWords = sourceWords;
  protected readonly busyKey = signal('');
  protected readonly canManage = computed(() => this.tenant.can('model_keys:manage'));

  protected nameOf(key: ModelKeyView): string {
    return this.providerOf(key)?.name ?? key.provider;
  }

  protected async add(provider: ModelProviderView): Promise<void> {
    const saved = await this.open(provider, null);
    if (saved) await this.messages.say(saved.last_check.detail);
  }

  protected async replace(key: ModelKeyView): Promise<void> {
    const provider = this.providerOf(key);
    const saved = provider && (await this.open(provider, key));
    if (saved) await this.messages.say(saved.last_check.detail);
  }

  protected async check(key: ModelKeyView): Promise<void> {
    this.busyKey.set(key.id);
    try {
      await this.messages.say((await this.store.check(key.id)).last_check.detail);
    } catch (error) {
      await this.messages.complain(error);
    } finally {
      this.busyKey.set('');
    }
  }

  protected async remove(key: ModelKeyView): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Delete ${key.label}?`,
      text: deletionWords(key, this.nameOf(key)),
      confirmLabel: 'Delete',
      isDestructive: true,
    });
    if (!isSure) return;
    try {
      await this.store.remove(key.id);
      await this.messages.say(`${key.label} is deleted.`);
    } catch (error) {
      await this.messages.complain(error);
      await this.store.refresh();
    }
  }

  private providerOf({ provider }: ModelKeyView): ModelProviderView | undefined {
    return this.store.modelKeys()?.providers.find((candidate) => candidate.provider === provider);
  }

  /** Loaded when it is first needed, since most visits only look. */
  private async open(provider: ModelProviderView, key: ModelKeyView | null): Promise<ModelKeyView | undefined> {
    const [{ MatDialog }, { KeyDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./key-dialog'),
    ]);
    const dialog = this.injector.get(MatDialog).open<InstanceType<typeof KeyDialog>, object, ModelKeyView>(KeyDialog, {
      data: { provider, key, store: this.store },
      injector: this.injector,
      width: '560px',
      maxWidth: 'calc(100vw - 32px)',
    });
    return firstValueFrom(dialog.afterClosed());
  }
}
