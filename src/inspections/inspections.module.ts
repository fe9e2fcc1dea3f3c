import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { CorrectingInspectionsService } from './correcting-inspections.service.js';
import { FrameworkLookupQueries } from './data/framework-lookup.queries.js';
import { FrameworkPagesQueries } from './data/framework-pages.queries.js';
import { FrameworksStore } from './data/frameworks.store.js';
import { InspectionMatchingQueries } from './data/inspection-matching.queries.js';
import { InspectionsStore } from './data/inspections.store.js';
import { JudgedInspectionsQueries } from './data/judged-inspections.queries.js';
import { FrameworkLibraryService } from './framework-library.service.js';
import { InspectionNews } from './inspection-news.js';
import { InspectionsService } from './inspections.service.js';
import { FrameworksController } from './pages/frameworks.controller.js';

@Module({
  imports: [AccessModule, SourcesModule],
  controllers: [FrameworksController],
  providers: [
    InspectionsService,
    CorrectingInspectionsService,
    FrameworkLibraryService,
    InspectionNews,
    InspectionsStore,
    FrameworksStore,
    FrameworkLookupQueries,
    FrameworkPagesQueries,
    JudgedInspectionsQueries,
    InspectionMatchingQueries,
  ],
  exports: [
    InspectionsService,
    CorrectingInspectionsService,
    FrameworkLibraryService,
    InspectionNews,
    FrameworkLookupQueries,
    JudgedInspectionsQueries,
    InspectionMatchingQueries,
  ],
})
export class InspectionsModule {}
