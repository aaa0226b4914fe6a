import { Injectable, computed, inject, signal } from '@angular/core';
import type { ToolChoiceField, ToolServerView } from '@konstruct/api-client';
import { ToolboxApi } from '../../core/api/toolbox-api';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';

interface Loaded {
  readonly servers: readonly ToolServerView[];
  readonly chosen: readonly ToolChoiceField[];
}

/** What the employee in the designer may use: what is stored, and what is ticked in the form. */
@Injectable()
export class AgentTools {
  private readonly api = inject(ToolboxApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly agentId = signal<string | null>(null);
  private readonly stored = signal<readonly ToolChoiceField[]>([]);
  private readonly ticked = signal<readonly ToolChoiceField[]>([]);
  private readonly data = new RemoteData<Loaded>(() => this.fetch());

  readonly chosen = this.ticked.asReadonly();
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;
  readonly servers = computed(() => this.data.value()?.servers);
  readonly hasChanges = computed(() => keysOf(this.ticked()) !== keysOf(this.stored()));

  /** Loads what the employee may use; nothing yet for one who is about to be hired. */
  async open(agentId: string | null): Promise<void> {
    this.agentId.set(agentId);
    await this.data.load();
    this.store(this.data.value()?.chosen ?? []);
  }

  isChosen(serverId: string, tool: string): boolean {
    return this.ticked().some((choice) => choice.server_id === serverId && choice.tool === tool);
  }

  choose(serverId: string, tool: string, isChosen: boolean): void {
    const others = this.ticked().filter((choice) => choice.server_id !== serverId || choice.tool !== tool);
    this.ticked.set(isChosen ? [...others, { server_id: serverId, tool }] : others);
  }

  discard(): void {
    this.ticked.set(this.stored());
  }

  /** Saves what is ticked, if that is something else than what is stored. */
  async save(agentId: string): Promise<void> {
    if (!this.hasChanges()) return;
    const { items } = await this.api.choose(this.tenant.id(), agentId, [...this.ticked()]);
    this.store(items.map(toChoice));
  }

  private store(choices: readonly ToolChoiceField[]): void {
    this.stored.set(choices);
    this.ticked.set(choices);
  }

  private async fetch(): Promise<Loaded> {
    const agentId = this.agentId();
    const [servers, chosen] = await Promise.all([
      this.api.servers(this.tenant.id()),
      agentId === null ? { items: [] } : this.api.ofAgent(this.tenant.id(), agentId),
    ]);
    return { servers: servers.items, chosen: chosen.items.map(toChoice) };
  }
}

function toChoice({ server_id, tool }: ToolChoiceField): ToolChoiceField {
  return { server_id, tool };
}

function keysOf(choices: readonly ToolChoiceField[]): string {
  return choices
    .map(({ server_id, tool }) => `${server_id}/${tool}`)
    .sort()
    .join();
}
