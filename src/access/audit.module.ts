import { Module } from '@nestjs/common';
import { AuditChecksService } from './audit-checks.service.js';
import { AuditExportsService } from './audit-exports.service.js';
import { AuditService } from './audit.service.js';
import { AuditQueries } from './data/audit.queries.js';
import { AuditStore } from './data/audit.store.js';
import { ReadsService } from './reads.service.js';

/** The trail by itself: a look at a database needs neither accounts nor pages. */
@Module({
  providers: [AuditService, ReadsService, AuditChecksService, AuditExportsService, AuditQueries, AuditStore],
  exports: [AuditService, ReadsService, AuditChecksService, AuditExportsService, AuditQueries],
})
export class AuditModule {}
