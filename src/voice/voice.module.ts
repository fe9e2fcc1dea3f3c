import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { ConcernCountsService } from './concern-counts.service.js';
import { ConcernsQueries } from './data/concerns.queries.js';
import { ConcernsStore } from './data/concerns.store.js';
import { LearningReviewsQueries } from './data/learning-reviews.queries.js';
import { LearningSharedQueries } from './data/learning-shared.queries.js';
import { LearningStore } from './data/learning.store.js';
import { HandlingConcernsService } from './handling-concerns.service.js';
import { LearningReviewsService } from './learning-reviews.service.js';
import { CountsController } from './pages/counts.controller.js';
import { DeskController } from './pages/desk.controller.js';
import { LearningReviewsController } from './pages/learning-reviews.controller.js';
import { LearningController } from './pages/learning.controller.js';
import { RaiseController } from './pages/raise.controller.js';
import { RaisingConcernsService } from './raising-concerns.service.js';
import { SharingLearningService } from './sharing-learning.service.js';

@Module({
  imports: [AccessModule, OfficeModule, OrganisationsModule],
  controllers: [RaiseController, DeskController, CountsController, LearningReviewsController, LearningController],
  providers: [
    ConcernsQueries,
    ConcernsStore,
    RaisingConcernsService,
    HandlingConcernsService,
    ConcernCountsService,
    LearningReviewsQueries,
    LearningSharedQueries,
    LearningStore,
    LearningReviewsService,
    SharingLearningService,
  ],
  exports: [
    ConcernsQueries,
    RaisingConcernsService,
    HandlingConcernsService,
    ConcernCountsService,
    LearningReviewsQueries,
    LearningSharedQueries,
    LearningReviewsService,
    SharingLearningService,
  ],
})
export class VoiceModule {}
