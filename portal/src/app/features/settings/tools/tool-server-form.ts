import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ToolServerView } from '@konstruct/api-client';
import { Notice } from '@konstruct/ui';
import { SubmitResult, firstError, formProblems } from '../../../core/errors/form-problems';
import { ToolServersStore } from './tool-servers-store';

interface ServerModel {
  readonly name: string;
  readonly url: string;
  readonly bearer_token: string;
}

const EMPTY: ServerModel = { name: '', url: '', bearer_token: '' };

/** Adds a server of tools, or changes one. It is saved only when it answers. */
@Component({
  selector: 'app-tool-server-form',
  imports: [FormField, FormRoot, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel, Notice],
  templateUrl: './tool-server-form.html',
  styleUrl: './tool-server-form.scss',
})
export class ToolServerForm {
  private readonly store = inject(ToolServersStore);

  /** The server to change; null to add one. */
  readonly server = input<ToolServerView | null>(null);
  readonly done = output<ToolServerView>();
  readonly cancelled = output();

  protected readonly firstError = firstError;
  protected readonly model = signal<ServerModel>(EMPTY);
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: 'Give the server a name' });
      maxLength(path.name, 40, { message: 'At most 40 characters' });
      required(path.url, { message: 'Enter the address of the MCP endpoint' });
    },
    { submission: { action: () => this.submit() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly tokenHint = computed(() =>
    this.server()?.has_bearer_token
      ? 'Leave it empty to keep the token that is stored.'
      : 'Only if the server wants one. It is stored encrypted and never shown again.',
  );

  constructor() {
    effect(() => {
      const server = this.server();
      untracked(() => this.form().reset(server ? { name: server.name, url: server.url, bearer_token: '' } : EMPTY));
    });
  }

  private async submit(): Promise<SubmitResult> {
    const { name, url, bearer_token: token } = this.model();
    const server = this.server();
    const entry = { name, url: url.trim(), ...(token.trim() ? { bearer_token: token.trim() } : {}) };
    try {
      const saved = server ? await this.store.change(server.id, entry) : await this.store.add(entry);
      this.form().reset(EMPTY);
      this.done.emit(saved);
      return null;
    } catch (error) {
      return formProblems(error, this.form);
    }
  }
}
