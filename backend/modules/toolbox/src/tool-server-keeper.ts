import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import {
  Clock,
  Database,
  newId,
  OutboundGuard,
  OutboundRefusedError,
  RequestError,
  type TenantContext,
} from '@konstruct/platform';
import { explainMcpFailure, McpFailure } from './mcp-failure';
import { McpGateway } from './mcp-gateway';
import type { RemoteTool } from './remote-tool';
import { ToolServer } from './tool-server.entity';
import { ToolServerStore } from './tool-server.store';
import { ToolServerTokens } from './tool-server-tokens';
import { ToolError } from './toolbox.errors';

/** What a person says of a server. */
export interface ServerEntry {
  readonly name: string;
  readonly url: string;
  readonly bearerToken: string | null;
}

/** What a person changes of it; what is left out stays. */
export interface ServerChange {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly bearerToken?: string | null | undefined;
}

const MAXIMUM_SERVERS = 20;

/** Adds servers of tools, checks them, changes and removes them. None is saved that has not answered. */
@Injectable()
export class ToolServerKeeper {
  constructor(
    private readonly database: Database,
    private readonly servers: ToolServerStore,
    private readonly tokens: ToolServerTokens,
    private readonly gateway: McpGateway,
    private readonly guard: OutboundGuard,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async add(context: TenantContext, entry: ServerEntry): Promise<ToolServer> {
    const id = newId();
    const now = this.clock.now();
    const tools = await this.ask(entry);
    const { tenantId } = context;
    // Outside of the transaction: the key of the business may have to come from a key service.
    const sealed = await this.tokens.seal(tenantId, id, entry.bearerToken);
    const server: ToolServer = {
      tenantId,
      id,
      name: entry.name,
      url: entry.url,
      ...sealed,
      tools,
      problemCode: null,
      checkedAt: now,
      createdAt: now,
    };
    return this.database.inTenant(context, async (transaction) => {
      if ((await this.servers.all(transaction)).length >= MAXIMUM_SERVERS) throw new ToolError('too_many_tool_servers');
      if (!(await this.servers.insert(transaction, server))) throw new ToolError('tool_server_name_taken');
      await this.audit.record(transaction, {
        event_type: 'tool_server.added',
        subject: { type: 'tool_server', id, name: entry.name },
        summary: `${context.actor.name} added the server ${entry.name} with ${tools.length} tools.`,
      });
      return server;
    });
  }

  async change(context: TenantContext, id: string, change: ServerChange): Promise<ToolServer> {
    const before = await this.find(context, id);
    const url = change.url ?? before.url;
    // Whoever may change the address must not be able to send the stored token to a server of their own.
    if (
      change.bearerToken === undefined &&
      before.bearerCiphertext !== null &&
      originOf(url) !== originOf(before.url)
    ) {
      throw fieldError('/bearer_token', 'bearer_token must be given again when the address changes, or null for none');
    }
    const bearerToken = change.bearerToken === undefined ? await this.tokens.open(before) : change.bearerToken;
    const name = change.name ?? before.name;
    const tools = await this.ask({ name, url, bearerToken });
    const sealed = await this.tokens.seal(context.tenantId, id, bearerToken);
    const after = { name, url, ...sealed, tools, problemCode: null, checkedAt: this.clock.now() };
    await this.database.inTenant(context, async (transaction) => {
      if (await this.servers.isNameTaken(transaction, name, id)) throw new ToolError('tool_server_name_taken');
      await this.servers.update(transaction, id, after);
      await this.audit.record(transaction, {
        event_type: 'tool_server.changed',
        subject: { type: 'tool_server', id, name },
        summary: `${context.actor.name} changed the server ${name}.`,
        changes: changesOf(before, after, change.bearerToken !== undefined),
      });
    });
    return { ...before, ...after };
  }

  /** Asks the server for its tools again. That it fails is a state of the server and no error of the request. */
  async check(context: TenantContext, id: string): Promise<ToolServer> {
    const before = await this.find(context, id);
    const bearerToken = await this.tokens.open(before);
    const outcome = await this.gateway
      .listTools({ url: before.url, bearerToken })
      .then((tools) => ({ tools, problemCode: null }))
      .catch((error: unknown) => ({ tools: before.tools, problemCode: failureCode(error) }));
    const after = { ...outcome, checkedAt: this.clock.now() };
    await this.database.inTenant(context, async (transaction) => {
      await this.servers.update(transaction, id, after);
      if (after.problemCode === before.problemCode) return;
      await this.audit.record(transaction, {
        event_type: after.problemCode === null ? 'tool_server.recovered' : 'tool_server.failed',
        subject: { type: 'tool_server', id, name: before.name },
        summary:
          after.problemCode === null
            ? `The server ${before.name} works again.`
            : `The server ${before.name} cannot be used (${after.problemCode}).`,
      });
    });
    return { ...before, ...after };
  }

  remove(context: TenantContext, id: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const server = await this.servers.find(transaction, id);
      if (!server) throw new ToolError('tool_server_not_found');
      await this.servers.remove(transaction, id);
      await this.audit.record(transaction, {
        event_type: 'tool_server.removed',
        subject: { type: 'tool_server', id, name: server.name },
        summary: `${context.actor.name} removed the server ${server.name}; no employee can use its tools any more.`,
      });
    });
  }

  private async find(context: TenantContext, id: string): Promise<ToolServer> {
    const server = await this.database.inTenant(context, (transaction) => this.servers.find(transaction, id));
    if (!server) throw new ToolError('tool_server_not_found');
    return server;
  }

  private async ask({ url, bearerToken }: ServerEntry): Promise<RemoteTool[]> {
    try {
      await this.guard.check(url);
      return await this.gateway.listTools({ url, bearerToken });
    } catch (error) {
      if (error instanceof OutboundRefusedError) throw fieldError('/url', `The address ${error.detail}`);
      if (!(error instanceof McpFailure)) throw error;
      const { meaning, fix } = explainMcpFailure(error.code);
      const pointer = error.code === 'not_authorised' ? '/bearer_token' : '/url';
      throw new ToolError('tool_server_unusable', {
        detail: `${meaning} ${fix}`,
        fields: [{ pointer, detail: `${meaning} ${fix}` }],
      });
    }
  }
}

function fieldError(pointer: string, detail: string): RequestError {
  return new RequestError('validation_failed', { fields: [{ pointer, detail }] });
}

function failureCode(error: unknown): string {
  if (!(error instanceof McpFailure)) throw error;
  return error.code;
}

function originOf(url: string): string {
  return new URL(url).origin;
}

function changesOf(
  before: ToolServer,
  after: Pick<ToolServer, 'name' | 'url'>,
  isTokenNew: boolean,
): Record<string, { before: unknown; after: unknown }> {
  return {
    ...(before.name === after.name ? {} : { name: { before: before.name, after: after.name } }),
    ...(before.url === after.url ? {} : { url: { before: before.url, after: after.url } }),
    ...(isTokenNew ? { bearer_token: { before: 'another', after: 'a new one' } } : {}),
  };
}
