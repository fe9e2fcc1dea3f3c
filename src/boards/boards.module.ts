import { Module } from '@nestjs/common';
import { PlansModule } from '../plans/plans.module.js';
import { AccessModule } from '../access/access.module.js';
import { OfficeModule } from '../office/office.module.js';
import { ActionsService } from './actions.service.js';
import { AgendaService } from './agenda.service.js';
import { AttendanceService } from './attendance.service.js';
import { BoardDesk } from './board-desk.service.js';
import { BoardReader } from './board-reader.service.js';
import { BoardNews } from './board-news.js';
import { BoardsService } from './boards.service.js';
import { ChallengesService } from './challenges.service.js';
import { BoardsQueries } from './data/boards.queries.js';
import { BoardsStore } from './data/boards.store.js';
import { MinutesQueries } from './data/minutes.queries.js';
import { MinutesStore } from './data/minutes.store.js';
import { OutcomesQueries } from './data/outcomes.queries.js';
import { OutcomesStore } from './data/outcomes.store.js';
import { PacksQueries } from './data/packs.queries.js';
import { PacksStore } from './data/packs.store.js';
import { RegistersQueries } from './data/registers.queries.js';
import { ReviewsQueries } from './data/reviews.queries.js';
import { ReviewsStore } from './data/reviews.store.js';
import { DecisionsService } from './decisions.service.js';
import { KeepingModule } from './keeping.module.js';
import { MinutesService } from './minutes.service.js';
import { OpenRoom } from './open-room.service.js';
import { PacksService } from './packs.service.js';
import { BoardKeepingController } from './pages/board-keeping.controller.js';
import { BoardPages } from './pages/board-pages.js';
import { BoardsController } from './pages/boards.controller.js';
import { MinutesController } from './pages/minutes.controller.js';
import { OutcomesController } from './pages/outcomes.controller.js';
import { RegistersController } from './pages/registers.controller.js';
import { ReviewsController } from './pages/reviews.controller.js';
import { PublishingMinutesService } from './publishing-minutes.service.js';
import { QuorumService } from './quorum.service.js';
import { ReviewClocksService } from './review-clocks.service.js';
import { ReviewsService } from './reviews.service.js';

const offered = [
  BoardsService,
  ReviewsService,
  AgendaService,
  AttendanceService,
  DecisionsService,
  ChallengesService,
  ActionsService,
  MinutesService,
  PublishingMinutesService,
  PacksService,
  BoardDesk,
  BoardReader,
  BoardNews,
  BoardsQueries,
  ReviewsQueries,
  OutcomesQueries,
  MinutesQueries,
  PacksQueries,
  RegistersQueries,
];

@Module({
  imports: [AccessModule, OfficeModule, KeepingModule, PlansModule],
  controllers: [
    BoardKeepingController,
    BoardsController,
    MinutesController,
    ReviewsController,
    RegistersController,
    OutcomesController,
  ],
  providers: [
    ...offered,
    BoardPages,
    OpenRoom,
    QuorumService,
    ReviewClocksService,
    BoardsStore,
    ReviewsStore,
    OutcomesStore,
    MinutesStore,
    PacksStore,
  ],
  exports: offered,
})
export class BoardsModule {}
