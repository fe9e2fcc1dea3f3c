import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { AuditQueries } from './data/audit.queries.js';
import { AuditStore } from './data/audit.store.js';

/** The trail by itself: a look at a database needs neither accounts nor pages. */
@Module({
  providers: [AuditService, AuditQueries, AuditStore],
  exports: [AuditService, AuditQueries],
})
export class AuditModule {}
