import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { BoardsModule } from '../boards/boards.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { OfficeModule } from '../office/office.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { DecisionChoice } from './pages/decision-choice.js';
import { EvidenceController } from './pages/evidence.controller.js';
import { MilestoneController } from './pages/milestone.controller.js';
import { MilestoneMovesController } from './pages/milestone-moves.controller.js';
import { MilestoneTargets } from './pages/milestone-targets.js';
import { MilestoneTiesController } from './pages/milestone-ties.controller.js';
import { PlanDesk } from './pages/plan-desk.js';
import { PlanGuestsController } from './pages/plan-guests.controller.js';
import { PlanPublicationController } from './pages/plan-publication.controller.js';
import { PlanVersionsController } from './pages/plan-versions.controller.js';
import { PlansController } from './pages/plans.controller.js';
import { RisksController } from './pages/risks.controller.js';

/** Pages of plans: they name measures and choose decisions of boards, so they stand above both. */
@Module({
  imports: [AccessModule, OfficeModule, PlansModule, MeasuresModule, BoardsModule],
  controllers: [
    PlansController,
    PlanVersionsController,
    MilestoneMovesController,
    MilestoneTiesController,
    MilestoneController,
    EvidenceController,
    RisksController,
    PlanPublicationController,
    PlanGuestsController,
  ],
  providers: [PlanDesk, DecisionChoice, MilestoneTargets],
})
export class PlanPagesModule {}
