import { APPLICATION_ROLE } from '@konstruct/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createFoldFunctions } from './rollup-functions';

/** Rolling up beside the making of a month could pass over the first events of it. */
export class WaitForMonths1763600079100 implements MigrationInterface {
  name = 'WaitForMonths1763600079100';

  async up(runner: QueryRunner): Promise<void> {
    await createFoldFunctions(runner, APPLICATION_ROLE, { hasMessageMonths: true });
  }

  async down(): Promise<void> {
    // The functions of before had the same names and a fault more.
  }
}
