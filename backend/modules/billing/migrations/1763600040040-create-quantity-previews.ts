import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from '@konstruct/platform';

/** Which prices of changes were shown, so that nobody is charged what they were not. */
export class CreateQuantityPreviews1763600040040 implements MigrationInterface {
  name = 'CreateQuantityPreviews1763600040040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE quantity_previews (
      tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, stripe_subscription_id text NOT NULL,
      from_quota integer NOT NULL, agent_count integer NOT NULL, proration_date integer NOT NULL, created_at timestamptz(3) NOT NULL,
      PRIMARY KEY (tenant_id, id))`);
    await runner.query('CREATE INDEX quantity_previews_by_time ON quantity_previews (tenant_id, created_at)');
    await protectTenantTable(runner, 'quantity_previews', { grants: ['SELECT', 'INSERT', 'DELETE'] });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE quantity_previews');
  }
}
