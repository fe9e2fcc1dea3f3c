import { Module } from '@nestjs/common';
import { MeasuresModule } from '../measures/measures.module.js';
import { ComparedFactsQueries } from './data/compared-facts.queries.js';
import { MatchFactsQueries } from './data/match-facts.queries.js';
import { RecoveryQueries } from './data/recovery.queries.js';
import { CompareController } from './pages/compare.controller.js';
import { CompareDesk } from './pages/compare-desk.js';
import { RecoveryApiController } from './pages/recovery-api.controller.js';
import { RecoveryController } from './pages/recovery.controller.js';
import { RecoveryDesk } from './pages/recovery-desk.js';

@Module({
  imports: [MeasuresModule],
  controllers: [RecoveryController, RecoveryApiController, CompareController],
  providers: [RecoveryQueries, RecoveryDesk, ComparedFactsQueries, MatchFactsQueries, CompareDesk],
})
export class ResearchModule {}
