import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELIVERY_STATES = `'pending', 'sending', 'sent', 'failed'`;
const MESSAGE_STATUSES = `'received', 'answered', 'ignored', 'queued', 'sending', 'sent', 'failed'`;

/** Lets a person take over a conversation, and lets deliveries wait for a person (parked) or be ended by one (discarded). */
export class AddTakeOverAndParking1763600000090 implements MigrationInterface {
  name = 'AddTakeOverAndParking1763600000090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE conversations
      ADD COLUMN taken_over_by uuid, ADD COLUMN taken_over_by_name text, ADD COLUMN taken_over_at timestamptz(3),
      ADD CONSTRAINT conversations_taken_over_check CHECK (num_nonnulls(taken_over_by, taken_over_by_name, taken_over_at) IN (0, 3))`);
    await allow(runner, 'deliveries', 'state', `${DELIVERY_STATES}, 'parked', 'discarded'`);
    await allow(runner, 'messages', 'status', `${MESSAGE_STATUSES}, 'parked', 'discarded'`);
    await runner.query('ALTER TABLE deliveries ADD COLUMN trying_since timestamptz(3)');
    // Rows from before count as in doubt: a look-up too many, never a message too many.
    await runner.query('ALTER TABLE deliveries ADD COLUMN is_in_doubt boolean NOT NULL DEFAULT true');
    await runner.query('ALTER TABLE deliveries ALTER COLUMN is_in_doubt SET DEFAULT false');
    await runner.query(
      `CREATE INDEX messages_outbound ON messages (tenant_id, created_at DESC, id DESC) WHERE direction = 'outbound'`,
    );
    await runner.query(
      `CREATE INDEX messages_outbound_by_status ON messages (tenant_id, status, created_at DESC, id DESC) WHERE direction = 'outbound'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX messages_outbound_by_status, messages_outbound');
    await runner.query('ALTER TABLE deliveries DROP COLUMN is_in_doubt, DROP COLUMN trying_since');
    await allow(runner, 'messages', 'status', MESSAGE_STATUSES, 'NOT VALID');
    await allow(runner, 'deliveries', 'state', DELIVERY_STATES, 'NOT VALID');
    await runner.query(
      'ALTER TABLE conversations DROP COLUMN taken_over_at, DROP COLUMN taken_over_by_name, DROP COLUMN taken_over_by',
    );
  }
}

/** Replaces the list of values that a column may have. */
async function allow(runner: QueryRunner, table: string, column: string, values: string, validity = ''): Promise<void> {
  await runner.query(
    `ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_check, ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${values})) ${validity}`,
  );
}
