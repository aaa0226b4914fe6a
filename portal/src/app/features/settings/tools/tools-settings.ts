import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ToolServerView } from '@konstruct/api-client';
import { Confirm, EmptyState, ErrorState, Skeleton } from '@konstruct/ui';
import { provideFormDefaults } from '../../../core/layout/form-defaults';
import { Messages } from '../../../core/layout/messages';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { ToolServerCard } from './tool-server-card';
import { ToolServerForm } from './tool-server-form';
import { ToolServersStore } from './tool-servers-store';

/** The servers whose tools employees may use: adding, checking, changing, removing. */
@Component({
  selector: 'app-tools-settings',
  imports: [EmptyState, ErrorState, MatButton, Skeleton, ToolServerCard, ToolServerForm],
  providers: [ToolServersStore, provideFormDefaults()],
  templateUrl: './tools-settings.html',
  styleUrls: ['../settings-section.scss', './tools-settings.scss'],
})
export class ToolsSettings {
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  private readonly tenant = inject(CurrentTenant);
  protected readonly store = inject(ToolServersStore);

  protected readonly canWrite = computed(() => this.tenant.can('tools:write'));
  protected readonly checking = signal('');
  protected readonly editing = signal<string | null>(null);

  protected added(server: ToolServerView): void {
    void this.messages.say(`${server.name} has ${server.tools.length} tools. Choose who may use them in the designer.`);
  }

  protected changed(server: ToolServerView): void {
    this.editing.set(null);
    void this.messages.say(`${server.name} answers and is saved.`);
  }

  protected async check(server: ToolServerView): Promise<void> {
    this.checking.set(server.id);
    try {
      const checked = await this.store.check(server);
      if (!checked.problem) await this.messages.say(`${checked.name} answers with ${checked.tools.length} tools.`);
    } catch (error) {
      await this.messages.complain(error);
    } finally {
      this.checking.set('');
    }
  }

  protected async remove(server: ToolServerView): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Remove ${server.name}?`,
      text: `No employee can use its tools any more${users(server)}. What they did with them stays in the audit trail.`,
      confirmLabel: 'Remove',
      isDestructive: true,
    });
    if (!isSure) return;
    try {
      await this.store.remove(server);
      await this.messages.say(`${server.name} is removed.`);
    } catch (error) {
      await this.messages.complain(error);
    }
  }
}

function users({ agents }: ToolServerView): string {
  if (agents === 0) return '';
  return agents === 1 ? '; one uses them now' : `; ${agents} use them now`;
}
