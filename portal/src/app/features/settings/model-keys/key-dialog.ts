import { Component, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ModelKeyView, ModelProviderView } from '@konstruct/api-client';
import { Icon, Notice } from '@konstruct/ui';
import { SubmitResult, firstError, formProblems } from '../../../core/errors/form-problems';
import type { ModelKeysStore } from './model-keys-store';

/** What the dialog is opened with: a provider to add a key for, or a key to replace. */
export interface KeyDialogData {
  readonly provider: ModelProviderView;
  readonly key: ModelKeyView | null;
  readonly store: ModelKeysStore;
}

interface KeyModel {
  readonly label: string;
  readonly api_key: string;
  readonly base_url: string;
}

/** Takes a key, has it checked with the provider while the person waits, and says in words what came of it. */
@Component({
  selector: 'app-key-dialog',
  imports: [
    FormField,
    FormRoot,
    Icon,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatSuffix,
    Notice,
  ],
  templateUrl: './key-dialog.html',
  styleUrl: './key-dialog.scss',
})
export class KeyDialog {
  private readonly dialog = inject<MatDialogRef<KeyDialog, ModelKeyView>>(MatDialogRef);
  protected readonly data = inject<KeyDialogData>(MAT_DIALOG_DATA);

  protected readonly firstError = firstError;
  protected readonly isServer = this.data.provider.provider === 'openai_compatible';
  protected readonly isNew = this.data.key === null;
  protected readonly title = this.data.key
    ? `Replace ${this.data.key.label}`
    : this.isServer
      ? 'Connect a server of your own'
      : `Add a key for ${this.data.provider.name}`;
  protected readonly isShown = signal(false);
  protected readonly model = signal<KeyModel>({
    label: this.data.key?.label ?? (this.isServer ? '' : this.data.provider.name),
    api_key: '',
    base_url: this.data.key?.base_url ?? '',
  });
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.label, { message: 'Give it a name that you will know it by' });
      maxLength(path.label, 80, { message: 'Use at most 80 characters' });
      if (this.isServer) required(path.base_url, { message: 'Enter the address of the server' });
      else required(path.api_key, { message: 'Paste the key' });
    },
    { submission: { action: () => this.submit() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly submitWords = computed(() =>
    this.form().submitting() ? `Asking ${this.isServer ? 'the server' : this.data.provider.name}…` : 'Check and save',
  );

  private async submit(): Promise<SubmitResult> {
    const { label, api_key, base_url } = this.model();
    const { key, provider, store } = this.data;
    const given = { api_key, ...(this.isServer ? { base_url } : {}) };
    try {
      const saved = key
        ? await store.replace(key.id, given)
        : await store.add({ ...given, provider: provider.provider, label });
      this.dialog.close(saved);
    } catch (error) {
      return formProblems(error, this.form);
    }
    return null;
  }
}
