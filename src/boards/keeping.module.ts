import { Module } from '@nestjs/common';
import { KeepingQueries } from './data/keeping.queries.js';
import { VerifyingPacksService } from './verifying-packs.service.js';

/** What finds out whether an issued pack or agreed minutes were changed: it only reads. */
@Module({
  providers: [VerifyingPacksService, KeepingQueries],
  exports: [VerifyingPacksService],
})
export class KeepingModule {}
