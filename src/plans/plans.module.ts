import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { EvidenceQueries } from './data/evidence.queries.js';
import { EvidenceStore } from './data/evidence.store.js';
import { DatesStore } from './data/dates.store.js';
import { GuestsQueries } from './data/guests.queries.js';
import { LinkTargetsQueries } from './data/link-targets.queries.js';
import { MilestonesQueries } from './data/milestones.queries.js';
import { MilestonesStore } from './data/milestones.store.js';
import { PlansQueries } from './data/plans.queries.js';
import { PlansStore } from './data/plans.store.js';
import { PublishedPlansQueries } from './data/published-plans.queries.js';
import { RisksQueries } from './data/risks.queries.js';
import { RisksStore } from './data/risks.store.js';
import { EvidenceService } from './evidence.service.js';
import { FallingBackService } from './falling-back.service.js';
import { InvitingGuestsService } from './inviting-guests.service.js';
import { MilestonesService } from './milestones.service.js';
import { MovingDatesService } from './moving-dates.service.js';
import { MovingMilestonesService } from './moving-milestones.service.js';
import { PlanVersionsService } from './plan-versions.service.js';
import { PlansService } from './plans.service.js';
import { PublishingPlansService } from './publishing-plans.service.js';
import { ReadingPlansService } from './reading-plans.service.js';
import { RisksService } from './risks.service.js';
import { TyingMilestonesService } from './tying-milestones.service.js';
import { UpdatingMilestonesService } from './updating-milestones.service.js';
import { WritingInPlansService } from './writing-in-plans.service.js';

const offered = [
  PlansService,
  MilestonesService,
  UpdatingMilestonesService,
  MovingMilestonesService,
  MovingDatesService,
  TyingMilestonesService,
  PlanVersionsService,
  EvidenceService,
  RisksService,
  InvitingGuestsService,
  PublishingPlansService,
  ReadingPlansService,
  FallingBackService,
  PlansQueries,
  MilestonesQueries,
  EvidenceQueries,
  RisksQueries,
  LinkTargetsQueries,
  GuestsQueries,
  PublishedPlansQueries,
];

@Module({
  imports: [AccessModule, OfficeModule],
  providers: [...offered, WritingInPlansService, PlansStore, MilestonesStore, DatesStore, EvidenceStore, RisksStore],
  exports: [...offered, WritingInPlansService],
})
export class PlansModule {}
