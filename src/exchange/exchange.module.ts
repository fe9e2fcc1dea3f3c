import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { InterventionsModule } from '../interventions/interventions.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { OfficeModule } from '../office/office.module.js';
import { ProgrammesModule } from '../programmes/programmes.module.js';
import { RecordEntriesQueries } from './data/record-entries.queries.js';
import { RecordEntriesStore } from './data/record-entries.store.js';
import { EntriesController } from './pages/entries.controller.js';
import { ProgrammeEntriesController } from './pages/programme-entries.controller.js';
import { ProgrammeEntriesService } from './programme-entries.service.js';
import { RecordEntriesService } from './record-entries.service.js';
import { CaseLibraryService } from './case-library.service.js';
import { ImportMatchingQueries } from './data/import-matching.queries.js';
import { ImportsStore } from './data/imports.store.js';
import { LibraryEntriesStore } from './data/library-entries.store.js';
import { ImportsQueries } from './data/imports.queries.js';
import { StagedImportsStore } from './data/staged-imports.store.js';
import { ImportsService } from './imports.service.js';
import { ImportDesk } from './pages/import-desk.js';
import { ImportsController } from './pages/imports.controller.js';
import { StagedImportsController } from './pages/staged-imports.controller.js';
import { RunningImportsService } from './running-imports.service.js';
import { StagingImportsService } from './staging-imports.service.js';
import { InspectionImports } from './inspection-imports.service.js';
import { LibraryBodiesService } from './library-bodies.service.js';
import { LibraryFactsService } from './library-facts.service.js';
import { LibraryInspectionsService } from './library-inspections.service.js';
import { LibraryMeasuresService } from './library-measures.service.js';
import { LibraryProgrammesService } from './library-programmes.service.js';
import { LibraryStoriesService } from './library-stories.service.js';
import { CheckingFilesService } from './checking-files.service.js';
import { BodyImports } from './body-imports.service.js';
import { LookImports } from './look-imports.service.js';
import { RegisterImports } from './register-imports.service.js';
import { RowLandings } from './row-landings.service.js';
import { ForeseeingEntriesService } from './foreseeing-entries.service.js';

@Module({
  imports: [
    AccessModule,
    OfficeModule,
    SourcesModule,
    OrganisationsModule,
    InspectionsModule,
    InterventionsModule,
    EpisodesModule,
    MeasuresModule,
    ProgrammesModule,
    LessonsModule,
  ],
  controllers: [EntriesController, ProgrammeEntriesController, ImportsController, StagedImportsController],
  providers: [
    RecordEntriesService,
    ProgrammeEntriesService,
    ForeseeingEntriesService,
    RecordEntriesQueries,
    RecordEntriesStore,
    ImportsService,
    CheckingFilesService,
    InspectionImports,
    RegisterImports,
    BodyImports,
    LookImports,
    RowLandings,
    ImportMatchingQueries,
    ImportsStore,
    ImportsQueries,
    StagedImportsStore,
    StagingImportsService,
    RunningImportsService,
    ImportDesk,
    CaseLibraryService,
    LibraryBodiesService,
    LibraryInspectionsService,
    LibraryFactsService,
    LibraryMeasuresService,
    LibraryStoriesService,
    LibraryProgrammesService,
    LibraryEntriesStore,
  ],
  exports: [ImportsService, CheckingFilesService, RunningImportsService, CaseLibraryService],
})
export class ExchangeModule {}
