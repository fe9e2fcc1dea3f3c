import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { CohortsService } from './cohorts.service.js';
import { ComparisonsService } from './comparisons.service.js';
import { CohortsQueries } from './data/cohorts.queries.js';
import { CohortsStore } from './data/cohorts.store.js';
import { CodebookReadingService } from './codebook-reading.service.js';
import { CodingReader } from './coding-reader.service.js';
import { CodingsService } from './codings.service.js';
import { CodingsQueries } from './data/codings.queries.js';
import { CodingsStore } from './data/codings.store.js';
import { ComparedFactsQueries } from './data/compared-facts.queries.js';
import { ComparisonsQueries } from './data/comparisons.queries.js';
import { ComparisonsStore } from './data/comparisons.store.js';
import { MatchFactsQueries } from './data/match-facts.queries.js';
import { PackageQueries } from './data/package.queries.js';
import { RecoveryQueries } from './data/recovery.queries.js';
import { GatheringPackagesService } from './gathering-packages.service.js';
import { PackingService } from './packing.service.js';
import { CohortsController } from './pages/cohorts.controller.js';
import { CodingController } from './pages/coding.controller.js';
import { CompareController } from './pages/compare.controller.js';
import { CompareDesk } from './pages/compare-desk.js';
import { ComparisonEditionsController } from './pages/comparison-editions.controller.js';
import { ComparisonsController } from './pages/comparisons.controller.js';
import { FrozenCohortsModule } from './frozen-cohorts.module.js';
import { DataController } from './pages/data.controller.js';
import { RecoveryApiController } from './pages/recovery-api.controller.js';
import { RecoveryController } from './pages/recovery.controller.js';
import { RecoveryDesk } from './pages/recovery-desk.js';

@Module({
  imports: [AccessModule, LessonsModule, MeasuresModule, FrozenCohortsModule],
  controllers: [
    RecoveryController,
    RecoveryApiController,
    CompareController,
    ComparisonsController,
    ComparisonEditionsController,
    CodingController,
    CohortsController,
    DataController,
  ],
  providers: [
    RecoveryQueries,
    RecoveryDesk,
    ComparedFactsQueries,
    MatchFactsQueries,
    CompareDesk,
    ComparisonsQueries,
    ComparisonsStore,
    ComparisonsService,
    CohortsQueries,
    CohortsStore,
    CohortsService,
    PackageQueries,
    GatheringPackagesService,
    PackingService,
    CodingsQueries,
    CodingsStore,
    CodingReader,
    CodingsService,
    CodebookReadingService,
  ],
  exports: [CodingReader, CohortsQueries, ComparisonsQueries, CohortsService],
})
export class ResearchModule {}
