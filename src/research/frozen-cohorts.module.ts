import { Module } from '@nestjs/common';
import { CohortsQueries } from './data/cohorts.queries.js';
import { ComparisonsQueries } from './data/comparisons.queries.js';
import { VerifyingCohortsService } from './verifying-cohorts.service.js';
import { VerifyingComparisonsService } from './verifying-comparisons.service.js';

/** What finds out whether a frozen cohort or a version of a comparison was changed: it only reads. */
@Module({
  providers: [VerifyingCohortsService, CohortsQueries, VerifyingComparisonsService, ComparisonsQueries],
  exports: [VerifyingCohortsService, VerifyingComparisonsService],
})
export class FrozenCohortsModule {}
