import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Database, type TenantContext } from '@konstruct/platform';
import { ToolUseStore, type ToolUse } from './tool-use.store';

/**
 * Puts each use of a tool on record at once, in a transaction of its own: it has happened, whatever becomes of the
 * answer that it was for. What went in and came out is customers' business and not kept.
 */
@Injectable()
export class ToolLedger {
  constructor(
    private readonly database: Database,
    private readonly uses: ToolUseStore,
    private readonly audit: AuditLog,
  ) {}

  async record(context: TenantContext, use: ToolUse): Promise<void> {
    await this.database.inTenant(context, async (transaction) => {
      await this.uses.add(transaction, use);
      const facts = { server: use.serverName, tool: use.tool, outcome: use.outcome, latency_ms: use.latencyMs };
      await this.audit.record(transaction, {
        event_type: 'tool.used',
        subject: { type: 'tool_use', id: use.id, name: `${use.serverName}/${use.tool}` },
        summary: `${use.agentName} used ${use.tool} of ${use.serverName} (${use.outcome}).`,
        changes: Object.fromEntries(
          Object.entries(facts).map(([name, value]) => [name, { before: null, after: value }]),
        ),
      });
    });
  }
}
