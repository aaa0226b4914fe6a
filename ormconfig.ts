import 'reflect-metadata';

import { DataSource } from 'typeorm';

import { entities, migrations } from './backend/src/database-schema';

/**
 * The data source of the TypeORM command line. Migrations run as the owner of the schema; the product itself connects as a
 * role that owns nothing (`DATABASE_URL`) and never runs them.
 */
export default new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL,
  entities,
  migrations,
  migrationsTransactionMode: 'each',
  installExtensions: false,
});
