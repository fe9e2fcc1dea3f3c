import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { AuditQueries } from './data/audit.queries.js';
import { AuditStore } from './data/audit.store.js';

@Module({
  providers: [AuditService, AuditQueries, AuditStore],
  exports: [AuditService, AuditQueries],
})
export class AccessModule {}
