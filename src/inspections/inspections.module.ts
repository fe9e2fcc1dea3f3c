import { AreaViewsService } from './area-views.service.js';
import { AreaViewsQueries } from './data/area-views.queries.js';
import { AreaViewsStore } from './data/area-views.store.js';
import { SelfAssessmentsController } from './pages/self-assessments.controller.js';
import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { CorrectingInspectionsService } from './correcting-inspections.service.js';
import { FrameworkLookupQueries } from './data/framework-lookup.queries.js';
import { FrameworkDraftsQueries } from './data/framework-drafts.queries.js';
import { FrameworkDraftsStore } from './data/framework-drafts.store.js';
import { FrameworkPagesQueries } from './data/framework-pages.queries.js';
import { FrameworksStore } from './data/frameworks.store.js';
import { InspectionIndexQueries } from './data/inspection-index.queries.js';
import { InspectionMatchingQueries } from './data/inspection-matching.queries.js';
import { InspectionsStore } from './data/inspections.store.js';
import { SealsModule } from './seals.module.js';
import { SealsStore } from './data/seals.store.js';
import { JudgedInspectionsQueries } from './data/judged-inspections.queries.js';
import { FrameworkIndexService } from './framework-index.service.js';
import { FrameworkLibraryService } from './framework-library.service.js';
import { InspectionIndexService } from './inspection-index.service.js';
import { InspectionNews } from './inspection-news.js';
import { InspectionsService } from './inspections.service.js';
import { SealingService } from './sealing.service.js';
import { FrameworkVersionsService } from './framework-versions.service.js';
import { FrameworkVersionsController } from './pages/framework-versions.controller.js';
import { FrameworksController } from './pages/frameworks.controller.js';
import { StartingInspectionsService } from './starting-inspections.service.js';
import { GatheringEvidenceService } from './gathering-evidence.service.js';
import { JudgingService } from './judging.service.js';
import { AccuracyCheckService } from './accuracy-check.service.js';
import { PublishingService } from './publishing.service.js';
import { TwoPeopleService } from './two-people.service.js';
import { SupersedingService } from './superseding.service.js';
import { InspectionDesk } from './inspection-desk.service.js';
import { WorkspacesStore } from './data/workspaces.store.js';
import { FindingsStore } from './data/findings.store.js';
import { EvidenceStore } from './data/evidence.store.js';
import { AccuracyStore } from './data/accuracy.store.js';
import { WorkshopFrameworkQueries, WorkspaceQueries } from './data/workspace.queries.js';
import { WorkspacesController } from './pages/workspaces.controller.js';
import { AreasController } from './pages/areas.controller.js';
import { ReportsController } from './pages/reports.controller.js';
import { ChecksController } from './pages/checks.controller.js';
import { AfterPublicationController } from './pages/after.controller.js';
import { WorkspaceReader } from './workspace-reader.service.js';
import { EditionsQueries } from './data/editions.queries.js';
import { EditionsController } from './pages/editions.controller.js';
import { GradeMeaningsService } from './grade-meanings.service.js';

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule, SealsModule, OrganisationsModule],
  controllers: [
    FrameworksController,
    FrameworkVersionsController,
    WorkspacesController,
    AreasController,
    ReportsController,
    ChecksController,
    AfterPublicationController,
    EditionsController,
    SelfAssessmentsController,
  ],
  providers: [
    InspectionsService,
    CorrectingInspectionsService,
    FrameworkLibraryService,
    FrameworkVersionsService,
    GradeMeaningsService,
    FrameworkDraftsQueries,
    AreaViewsQueries,
    AreaViewsStore,
    AreaViewsService,
    FrameworkDraftsStore,
    StartingInspectionsService,
    GatheringEvidenceService,
    JudgingService,
    AccuracyCheckService,
    PublishingService,
    TwoPeopleService,
    SupersedingService,
    InspectionDesk,
    WorkspacesStore,
    FindingsStore,
    EvidenceStore,
    AccuracyStore,
    WorkspaceQueries,
    WorkshopFrameworkQueries,
    SealingService,
    FrameworkIndexService,
    InspectionIndexService,
    InspectionIndexQueries,
    WorkspaceReader,
    EditionsQueries,
    InspectionNews,
    SealsStore,
    InspectionsStore,
    FrameworksStore,
    FrameworkLookupQueries,
    FrameworkPagesQueries,
    JudgedInspectionsQueries,
    InspectionMatchingQueries,
  ],
  exports: [
    FrameworkPagesQueries,
    SupersedingService,
    WorkspaceReader,
    SealsModule,
    StartingInspectionsService,
    GatheringEvidenceService,
    JudgingService,
    AccuracyCheckService,
    PublishingService,
    TwoPeopleService,
    InspectionDesk,
    WorkspaceQueries,
    WorkshopFrameworkQueries,
    InspectionsService,
    SealingService,
    CorrectingInspectionsService,
    FrameworkLibraryService,
    InspectionIndexService,
    InspectionNews,
    FrameworkLookupQueries,
    AreaViewsQueries,
    JudgedInspectionsQueries,
    InspectionMatchingQueries,
  ],
})
export class InspectionsModule {}
