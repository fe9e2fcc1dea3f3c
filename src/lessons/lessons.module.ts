import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { LessonEvidenceStore } from './data/lesson-evidence.store.js';
import { LessonPagesQueries } from './data/lesson-pages.queries.js';
import { LessonEvidenceService } from './lesson-evidence.service.js';
import { LessonsController } from './pages/lessons.controller.js';

@Module({
  imports: [AccessModule, SourcesModule],
  controllers: [LessonsController],
  providers: [LessonPagesQueries, LessonEvidenceService, LessonEvidenceStore],
  exports: [LessonEvidenceService],
})
export class LessonsModule {}
