import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { BoardsModule } from '../boards/boards.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { AssessmentsService } from './assessments.service.js';
import { LessonAssessmentsQueries } from './data/lesson-assessments.queries.js';
import { LessonAssessmentsStore } from './data/lesson-assessments.store.js';
import { LessonsModule } from './lessons.module.js';

/** What boards say of the eight lessons. */
@Module({
  imports: [AccessModule, BoardsModule, PlansModule, LessonsModule],
  providers: [AssessmentsService, LessonAssessmentsQueries, LessonAssessmentsStore],
  exports: [AssessmentsService, LessonAssessmentsQueries],
})
export class AssessmentsModule {}
