import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createMonthFunction } from './1763600060100-partition-events';

/** Two who missed the same month at once both made it, and one of them failed. */
export class MakeMonthsOnce1763600060220 implements MigrationInterface {
  name = 'MakeMonthsOnce1763600060220';

  async up(runner: QueryRunner): Promise<void> {
    await createMonthFunction(runner);
  }

  async down(): Promise<void> {
    // The function of before had the same name and a fault more.
  }
}
