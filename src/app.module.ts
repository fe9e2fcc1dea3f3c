import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './access/audit.module.js';
import { AccessModule } from './access/access.module.js';
import { BoardsModule } from './boards/boards.module.js';
import { DecisionsOfBodiesModule } from './boards/decisions-of-bodies.module.js';
import { KeepingModule } from './boards/keeping.module.js';
import { PlanPagesModule } from './overview/plan-pages.module.js';
import { PlansModule } from './plans/plans.module.js';
import { EpisodesModule } from './episodes/episodes.module.js';
import { ExchangeModule } from './exchange/exchange.module.js';
import { SealsModule } from './inspections/seals.module.js';
import { InspectionsModule } from './inspections/inspections.module.js';
import { InterventionsModule } from './interventions/interventions.module.js';
import { AssessmentsModule } from './lessons/assessments.module.js';
import { LessonsModule } from './lessons/lessons.module.js';
import { MeasuresModule } from './measures/measures.module.js';
import { OfficeModule } from './office/office.module.js';
import { OrganisationsModule } from './organisations/organisations.module.js';
import { MeetingModule } from './overview/meeting.module.js';
import { OverviewModule } from './overview/overview.module.js';
import type { Platform } from './platform.module.js';
import { PlatformModule } from './platform.module.js';
import { PlanSheetsModule } from './plans/plan-sheets.module.js';
import { ProgrammesModule } from './programmes/programmes.module.js';
import { FrozenCohortsModule } from './research/frozen-cohorts.module.js';
import { ResearchModule } from './research/research.module.js';
import { ShellModule } from './shell/shell.module.js';
import { SourcesModule } from './sources/sources.module.js';
import { VoiceModule } from './voice/voice.module.js';

/** Every feature, in the order of the ladder. */
const features = [
  AccessModule,
  OfficeModule,
  SourcesModule,
  OrganisationsModule,
  InspectionsModule,
  InterventionsModule,
  EpisodesModule,
  PlansModule,
  PlanSheetsModule,
  MeasuresModule,
  BoardsModule,
  DecisionsOfBodiesModule,
  VoiceModule,
  ProgrammesModule,
  LessonsModule,
  AssessmentsModule,
  ResearchModule,
  ExchangeModule,
  MeetingModule,
  PlanPagesModule,
  OverviewModule,
];

@Module({})
export class AppModule {
  static of(platform: Platform): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.of(platform), ShellModule, ...features] };
  }
}

/** Just enough to look at a database without changing it. */
@Module({})
export class InspectingModule {
  static of(platform: Platform): DynamicModule {
    return {
      module: InspectingModule,
      imports: [PlatformModule.of(platform), AuditModule, SealsModule, KeepingModule, FrozenCohortsModule],
    };
  }
}
