import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { ComparisonsService } from './comparisons.service.js';
import { ComparedFactsQueries } from './data/compared-facts.queries.js';
import { ComparisonsQueries } from './data/comparisons.queries.js';
import { ComparisonsStore } from './data/comparisons.store.js';
import { MatchFactsQueries } from './data/match-facts.queries.js';
import { RecoveryQueries } from './data/recovery.queries.js';
import { CompareController } from './pages/compare.controller.js';
import { CompareDesk } from './pages/compare-desk.js';
import { ComparisonsController } from './pages/comparisons.controller.js';
import { RecoveryApiController } from './pages/recovery-api.controller.js';
import { RecoveryController } from './pages/recovery.controller.js';
import { RecoveryDesk } from './pages/recovery-desk.js';

@Module({
  imports: [AccessModule, MeasuresModule],
  controllers: [RecoveryController, RecoveryApiController, CompareController, ComparisonsController],
  providers: [
    RecoveryQueries,
    RecoveryDesk,
    ComparedFactsQueries,
    MatchFactsQueries,
    CompareDesk,
    ComparisonsQueries,
    ComparisonsStore,
    ComparisonsService,
  ],
  exports: [ComparisonsQueries],
})
export class ResearchModule {}
