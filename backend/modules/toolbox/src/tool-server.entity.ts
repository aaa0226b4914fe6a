import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RemoteTool } from './remote-tool';

/** An MCP server whose tools the employees of a business may use. */
@Entity('tool_servers')
export class ToolServer {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  url!: string;

  @Column('text', { name: 'bearer_ciphertext', nullable: true })
  bearerCiphertext!: string | null;

  @Column('text', { name: 'bearer_key_id', nullable: true })
  bearerKeyId!: string | null;

  /** What it offered when it was last asked successfully. */
  @Column('jsonb')
  tools!: readonly RemoteTool[];

  /** Why the last check failed; null when it did not. */
  @Column('text', { name: 'problem_code', nullable: true })
  problemCode!: string | null;

  @Column('timestamptz', { name: 'checked_at' })
  checkedAt!: Date;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
