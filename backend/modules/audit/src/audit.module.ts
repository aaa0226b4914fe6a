import { Global, Module } from '@nestjs/common';
import { AuditController } from './audit.controller';
import { AuditEventStore } from './audit-event.store';
import { AuditLog } from './audit-log';
import { AuditSealer } from './audit-sealer';
import { AuditVerifier } from './audit-verifier';

/** The audit trail: one service to write it, a chain that proves it, a page to read it. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AuditLog, AuditSealer, AuditVerifier, AuditEventStore],
  exports: [AuditEventStore, AuditLog, AuditSealer, AuditVerifier],
})
export class AuditModule {}
