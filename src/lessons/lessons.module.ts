import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { EpisodeRunQueries } from './data/episode-run.queries.js';
import { BoardFactsQueries } from './data/board-facts.queries.js';
import { Lesson1FactsQueries } from './data/lesson1-facts.queries.js';
import { Lesson2And8FactsQueries } from './data/lesson2-and-8-facts.queries.js';
import { Lesson7FactsQueries } from './data/lesson7-facts.queries.js';
import { Lessons3To6FactsQueries } from './data/lessons-3-to-6-facts.queries.js';
import { OutsideFactsQueries } from './data/outside-facts.queries.js';
import { OwnListQueries } from './data/own-list.queries.js';
import { PlanFactsQueries } from './data/plan-facts.queries.js';
import { VoiceFactsQueries } from './data/voice-facts.queries.js';
import { SignalLimitsQueries } from './data/signal-limits.queries.js';
import { PublicRunsQueries } from './data/public-runs.queries.js';
import { PublicRunsStore } from './data/public-runs.store.js';
import { SignalLimitsStore } from './data/signal-limits.store.js';
import { LessonEvidenceStore } from './data/lesson-evidence.store.js';
import { LessonAssessmentsQueries } from './data/lesson-assessments.queries.js';
import { LessonPagesQueries } from './data/lesson-pages.queries.js';
import { LessonEvidenceService } from './lesson-evidence.service.js';
import { LessonIndexService } from './lesson-index.service.js';
import { PublicRunsService } from './public-runs.service.js';
import { SignalLimitsService } from './signal-limits.service.js';
import { LessonSignalsService } from './lesson-signals.service.js';
import { SignalMethodsController } from './pages/signal-methods.controller.js';
import { ThresholdsController } from './pages/thresholds.controller.js';
import { LessonsController } from './pages/lessons.controller.js';

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule],
  controllers: [LessonsController, SignalMethodsController, ThresholdsController],
  providers: [
    LessonPagesQueries,
    LessonAssessmentsQueries,
    LessonEvidenceService,
    LessonEvidenceStore,
    LessonIndexService,
    LessonSignalsService,
    EpisodeRunQueries,
    Lesson1FactsQueries,
    SignalLimitsService,
    SignalLimitsQueries,
    SignalLimitsStore,
    PublicRunsQueries,
    PublicRunsStore,
    PublicRunsService,
    Lesson2And8FactsQueries,
    Lesson7FactsQueries,
    Lessons3To6FactsQueries,
    BoardFactsQueries,
    OutsideFactsQueries,
    PlanFactsQueries,
    OwnListQueries,
    VoiceFactsQueries,
  ],
  exports: [
    LessonEvidenceService,
    LessonSignalsService,
    OwnListQueries,
    EpisodeRunQueries,
    Lessons3To6FactsQueries,
    LessonAssessmentsQueries,
    PublicRunsQueries,
    PublicRunsService,
  ],
})
export class LessonsModule {}
