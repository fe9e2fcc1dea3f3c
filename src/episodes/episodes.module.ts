import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { DerivedEpisodesStore } from './data/derived-episodes.store.js';
import { EpisodesStore } from './data/episodes.store.js';
import { StandingsStore } from './data/standings.store.js';
import { DerivingEpisodesService } from './deriving-episodes.service.js';
import { EpisodesService } from './episodes.service.js';
import { KeepingRulesService } from './keeping-rules.service.js';
import { StandingsService } from './standings.service.js';

@Module({
  imports: [AccessModule, SourcesModule, OrganisationsModule, InspectionsModule],
  providers: [
    EpisodesService,
    DerivingEpisodesService,
    KeepingRulesService,
    StandingsService,
    EpisodesStore,
    DerivedEpisodesStore,
    StandingsStore,
  ],
  exports: [EpisodesService, DerivingEpisodesService],
})
export class EpisodesModule {}
