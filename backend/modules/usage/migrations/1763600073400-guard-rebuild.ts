import { APPLICATION_ROLE } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createFoldFunctions } from './rollup-functions';

/** Summing a month anew whose events were detached would have lost its sums. */
export class GuardRebuild1763600073400 implements MigrationInterface {
  name = 'GuardRebuild1763600073400';

  async up(runner: QueryRunner): Promise<void> {
    await createFoldFunctions(runner, APPLICATION_ROLE, { hasMessageMonths: true });
  }

  async down(): Promise<void> {
    // The functions of before had the same names and a fault more.
  }
}
