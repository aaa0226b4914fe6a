import { CreateAudit1763600000008 } from './migrations/1763600000008-create-audit';
import { AuditEvent } from './src/audit-event.entity';

export { type AuditChanges } from './src/audit-event.entity';
export { AuditEventStore } from './src/audit-event.store';
export { AuditLog, type AuditEntry } from './src/audit-log';
export { AuditModule } from './src/audit.module';
export { AuditSealer } from './src/audit-sealer';
export { AuditVerifier, type ChainReport } from './src/audit-verifier';

/** TypeORM entities of this module. */
export const auditEntities = [AuditEvent];
/** Migrations of this module. */
export const auditMigrations = [CreateAudit1763600000008];
