import { Module } from '@nestjs/common';
import { CohortsQueries } from './data/cohorts.queries.js';
import { VerifyingCohortsService } from './verifying-cohorts.service.js';

/** What finds out whether a frozen cohort was changed: it only reads. */
@Module({
  providers: [VerifyingCohortsService, CohortsQueries],
  exports: [VerifyingCohortsService],
})
export class FrozenCohortsModule {}
