import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarsService } from './calendars.service.js';
import { CalendarFeedsStore } from './data/calendar-feeds.store.js';
import { CalendarQueries } from './data/calendar.queries.js';
import { CalendarStore } from './data/calendar.store.js';
import { DeadlinesQueries } from './data/deadlines.queries.js';
import { DeadlinesStore } from './data/deadlines.store.js';
import { FileContent } from './data/file-content.js';
import { FilesQueries } from './data/files.queries.js';
import { FilesStore } from './data/files.store.js';
import { DigestsStore } from './data/digests.store.js';
import { HoldsQueries } from './data/holds.queries.js';
import { HoldsStore } from './data/holds.store.js';
import { HealthNotesStore } from './data/health-notes.store.js';
import { MailServer } from './data/mail-server.js';
import { OutboxQueries } from './data/outbox.queries.js';
import { OutboxStore } from './data/outbox.store.js';
import { SearchQueries } from './data/search.queries.js';
import { SearchStore } from './data/search.store.js';
import { WatchesQueries } from './data/watches.queries.js';
import { WatchesStore } from './data/watches.store.js';
import { DeadlinesService } from './deadlines.service.js';
import { FilesService } from './files.service.js';
import { DigestsService } from './digests.service.js';
import { HoldsService } from './holds.service.js';
import { HealthNotesService } from './health-notes.service.js';
import { OutboxService } from './outbox.service.js';
import { CalendarController } from './pages/calendar.controller.js';
import { SearchService } from './search.service.js';
import { TokenLettersService } from './token-letters.service.js';
import { LinkLettersService } from './link-letters.service.js';
import { SendingLettersService } from './sending-letters.service.js';
import { WatchesService } from './watches.service.js';

/** What every feature may use: search, working days, deadlines, files, and who watches what. */
@Module({
  imports: [AccessModule],
  controllers: [CalendarController],
  providers: [
    SearchService,
    SearchStore,
    SearchQueries,
    CalendarFeedsService,
    CalendarFeedsStore,
    CalendarsService,
    CalendarStore,
    CalendarQueries,
    DeadlinesService,
    DeadlinesStore,
    DeadlinesQueries,
    FilesService,
    FilesStore,
    FilesQueries,
    FileContent,
    DigestsService,
    DigestsStore,
    HoldsService,
    HoldsStore,
    HoldsQueries,
    HealthNotesService,
    HealthNotesStore,
    OutboxService,
    SendingLettersService,
    OutboxStore,
    OutboxQueries,
    MailServer,
    LinkLettersService,
    TokenLettersService,
    WatchesService,
    WatchesStore,
    WatchesQueries,
  ],
  exports: [
    SearchService,
    SearchQueries,
    CalendarFeedsService,
    CalendarsService,
    CalendarQueries,
    DeadlinesService,
    DeadlinesQueries,
    FilesService,
    FilesQueries,
    DigestsService,
    HoldsService,
    HoldsQueries,
    HealthNotesService,
    OutboxService,
    OutboxQueries,
    SendingLettersService,
    TokenLettersService,
    WatchesService,
    WatchesQueries,
  ],
})
export class OfficeModule {}
