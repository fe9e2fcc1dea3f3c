import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { InterventionsModule } from '../interventions/interventions.module.js';
import { OfficeModule } from '../office/office.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { CaseAftercareService } from './case-aftercare.service.js';
import { CaseExitService } from './case-exit.service.js';
import { CaseHelpService } from './case-help.service.js';
import { CaseRecordsService } from './case-records.service.js';
import { CaseSummariesService } from './case-summaries.service.js';
import { CaseStepsService } from './case-steps.service.js';
import { CaseCorrectionsService } from './case-corrections.service.js';
import { CaseWithdrawalsService } from './case-withdrawals.service.js';
import { CasesService } from './cases.service.js';
import { CaseSummariesQueries } from './data/case-summaries.queries.js';
import { CaseSummariesStore } from './data/case-summaries.store.js';
import { CasesQueries } from './data/cases.queries.js';
import { CasesStore } from './data/cases.store.js';
import { DerivedEpisodesStore } from './data/derived-episodes.store.js';
import { EpisodeIndexQueries } from './data/episode-index.queries.js';
import { EpisodesStore } from './data/episodes.store.js';
import { StandingsStore } from './data/standings.store.js';
import { DerivingEpisodesService } from './deriving-episodes.service.js';
import { EpisodeIndexService } from './episode-index.service.js';
import { EpisodesService } from './episodes.service.js';
import { KeepingRulesService } from './keeping-rules.service.js';
import { OpeningCasesService } from './opening-cases.service.js';
import { RelapsingService } from './relapsing.service.js';
import { StandingsService } from './standings.service.js';
import { TellingPeopleService } from './telling-people.service.js';
import { WritingInCasesService } from './writing-in-cases.service.js';
import { ForeseeingService } from './foreseeing.service.js';
import { TriggeredEpisodesQueries } from './data/triggered-episodes.queries.js';

const running = [
  CasesService,
  OpeningCasesService,
  CaseHelpService,
  CaseStepsService,
  CaseExitService,
  CaseAftercareService,
  CaseCorrectionsService,
  CaseWithdrawalsService,
  CaseRecordsService,
  CasesQueries,
  CaseSummariesService,
  CaseSummariesQueries,
];

@Module({
  imports: [AccessModule, OfficeModule, SourcesModule, OrganisationsModule, InspectionsModule, InterventionsModule],
  providers: [
    EpisodesService,
    ForeseeingService,
    TriggeredEpisodesQueries,
    DerivingEpisodesService,
    KeepingRulesService,
    StandingsService,
    RelapsingService,
    TellingPeopleService,
    WritingInCasesService,
    ...running,
    CasesStore,
    CaseSummariesStore,
    EpisodeIndexService,
    EpisodeIndexQueries,
    EpisodesStore,
    DerivedEpisodesStore,
    StandingsStore,
  ],
  exports: [EpisodesService, ForeseeingService, DerivingEpisodesService, EpisodeIndexService, ...running],
})
export class EpisodesModule {}
