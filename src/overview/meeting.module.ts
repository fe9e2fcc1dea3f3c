import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { BoardsModule } from '../boards/boards.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { MeetingQueries } from './data/meeting.queries.js';
import { MeetingsService } from './meetings.service.js';
import { AskDateController } from './pages/ask-date.controller.js';
import { MeetingController } from './pages/meeting.controller.js';
import { MeetingDesk } from './pages/meeting-desk.js';
import { MeetingOutcomesController } from './pages/meeting-outcomes.controller.js';
import { MeetingTableController } from './pages/meeting-table.controller.js';
import { RecordingMeetingsService } from './recording-meetings.service.js';

/** Meetings of boards while they are held, and the dates that they are asked to move. */
@Module({
  imports: [AccessModule, BoardsModule, PlansModule],
  controllers: [MeetingController, MeetingTableController, MeetingOutcomesController, AskDateController],
  providers: [MeetingQueries, MeetingsService, RecordingMeetingsService, MeetingDesk],
})
export class MeetingModule {}
