import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { LessonEvidenceStore } from './data/lesson-evidence.store.js';
import { LessonPagesQueries } from './data/lesson-pages.queries.js';
import { LessonEvidenceService } from './lesson-evidence.service.js';
import { LessonIndexService } from './lesson-index.service.js';
import { LessonsController } from './pages/lessons.controller.js';

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule],
  controllers: [LessonsController],
  providers: [LessonPagesQueries, LessonEvidenceService, LessonEvidenceStore, LessonIndexService],
  exports: [LessonEvidenceService],
})
export class LessonsModule {}
