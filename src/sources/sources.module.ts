import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { CitationsQueries } from './data/citations.queries.js';
import { SourceIndexQueries } from './data/source-index.queries.js';
import { SourceMatchingQueries } from './data/source-matching.queries.js';
import { SourcePagesQueries } from './data/source-pages.queries.js';
import { SourcesStore } from './data/sources.store.js';
import { KeepingSourcesQueries } from './data/keeping-sources.queries.js';
import { KeepingSourcesStore } from './data/keeping-sources.store.js';
import { KeepingSourcesService } from './keeping-sources.service.js';
import { KeepingSourcesController } from './pages/keeping.controller.js';
import { SourcesController } from './pages/sources.controller.js';
import { SourceIndexService } from './source-index.service.js';
import { CorrectionsService } from './corrections.service.js';
import { CorrectionRequestsQueries } from './data/correction-requests.queries.js';
import { CorrectionRequestsStore } from './data/correction-requests.store.js';
import { SourcesService } from './sources.service.js';

@Module({
  imports: [AccessModule, OfficeModule],
  controllers: [SourcesController, KeepingSourcesController],
  providers: [
    SourcesService,
    SourceIndexService,
    SourcesStore,
    KeepingSourcesService,
    KeepingSourcesQueries,
    KeepingSourcesStore,
    SourceIndexQueries,
    SourceMatchingQueries,
    CitationsQueries,
    SourcePagesQueries,
    CorrectionsService,
    CorrectionRequestsQueries,
    CorrectionRequestsStore,
  ],
  exports: [
    SourcesService,
    CorrectionsService,
    CorrectionRequestsQueries,
    SourceMatchingQueries,
    SourcePagesQueries,
    CitationsQueries,
  ],
})
export class SourcesModule {}
