import { Module } from '@nestjs/common';
import { SealsQueries } from './data/seals.queries.js';
import { VerifyingSealsService } from './verifying-seals.service.js';

/** What finds out whether something published was changed: it only reads. */
@Module({
  providers: [VerifyingSealsService, SealsQueries],
  exports: [VerifyingSealsService, SealsQueries],
})
export class SealsModule {}
