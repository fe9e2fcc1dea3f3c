import { Module } from '@nestjs/common';
import { AgendaFactsService } from './agenda-facts.service.js';
import { AgendaQueries } from './data/agenda.queries.js';
import { BoardPlansService } from './board-plans.service.js';
import { PackForecastService } from './pack-forecast.service.js';
import { PackRecordQueries } from './data/pack-record.queries.js';
import { PackFactsService } from './pack-facts.service.js';
import { PackLessonsService } from './pack-lessons.service.js';
import { PackPeopleService } from './pack-people.service.js';
import { PackPress } from './pages/pack-press.js';
import { PackUnlockingController } from './pages/pack-unlocking.controller.js';
import { PacksController } from './pages/packs.controller.js';
import { ReviewAgendaController } from './pages/review-agenda.controller.js';
import { ReviewCollectController } from './pages/review-collect.controller.js';
import { ReviewDesk } from './pages/review-desk.js';
import { AssessmentsModule } from '../lessons/assessments.module.js';
import { LessonsModule } from '../lessons/lessons.module.js';
import { ReviewLessonsController } from './pages/review-lessons.controller.js';
import { ReviewPackController } from './pages/review-pack.controller.js';
import { ReadingPacksService } from './reading-packs.service.js';
import { UpdateRequestsService } from './update-requests.service.js';
import { BoardsModule } from '../boards/boards.module.js';
import { PlanSheetsModule } from '../plans/plan-sheets.module.js';
import { ResearchModule } from '../research/research.module.js';
import { ProgrammesModule } from '../programmes/programmes.module.js';
import { VoiceModule } from '../voice/voice.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { AccessModule } from '../access/access.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { InspectionsModule } from '../inspections/inspections.module.js';
import { OrganisationsModule } from '../organisations/organisations.module.js';
import { EpisodesModule } from '../episodes/episodes.module.js';
import { InterventionsModule } from '../interventions/interventions.module.js';
import { OfficeModule } from '../office/office.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { DeadlineTasksQueries } from './data/my-work/deadline-tasks.queries.js';
import { BoardTasksQueries } from './data/my-work/board-tasks.queries.js';
import { PlanTasksQueries } from './data/my-work/plan-tasks.queries.js';
import { CaseTasksQueries } from './data/my-work/case-tasks.queries.js';
import { EntryTasksQueries } from './data/my-work/entry-tasks.queries.js';
import { InspectionTasksQueries } from './data/my-work/inspection-tasks.queries.js';
import { InvitationTasksQueries } from './data/my-work/invitation-tasks.queries.js';
import { TriangleQueries } from './data/triangle.queries.js';
import { ReturnQueries } from './data/return.queries.js';
import { MeasureTasksQueries } from './data/my-work/measure-tasks.queries.js';
import { ReturnController } from './pages/return.controller.js';
import { LetterTasksQueries } from './data/my-work/letter-tasks.queries.js';
import { OnInspectionsQueries } from './data/on-inspections.queries.js';
import { WatchingQueries } from './data/watching.queries.js';
import { MyWorkService } from './my-work.service.js';
import { ConcernTasksQueries } from './data/my-work/concern-tasks.queries.js';
import { RecordChecksQueries } from './data/record-checks.queries.js';
import { RecordChecksController } from './pages/record-checks.controller.js';
import { RecordChecksService } from './record-checks.service.js';
import { DataFlagsStore } from './data/data-flags.store.js';
import { KeepingRecordChecksService } from './keeping-record-checks.service.js';
import { AuditLogQueries } from './data/audit-log.queries.js';
import { CorrectionSubjectsQueries } from './data/corrections.queries.js';
import { BoundsService } from './bounds.service.js';
import { AccountListQueries } from './data/account-list.queries.js';
import { DossierQueries } from './data/dossier.queries.js';
import { HistoryQueries } from './data/history.queries.js';
import { HoldingsQueries } from './data/holdings.queries.js';
import { ApiQueries } from './data/api.queries.js';
import { ApiController } from './pages/api.controller.js';
import { ApiOwnDesk } from './pages/api-own-desk.js';
import { ApiDesk } from './pages/api-desk.js';
import { HomeQueries } from './data/home.queries.js';
import { InspectionPageQueries } from './data/inspection-page.queries.js';
import { LifeLineQueries } from './data/life-lines.queries.js';
import { ListQueries } from './data/lists.queries.js';
import { SourceFactsQueries } from './data/source-facts.queries.js';
import { DossierService } from './dossier.service.js';
import { HistoryService } from './history.service.js';
import { EyesService } from './eyes.service.js';
import { ReadersService } from './readers.service.js';
import { DeadlineListQueries } from './data/deadline-list.queries.js';
import { InspectionSheetsService } from './inspection-sheets.service.js';
import { AuditController } from './pages/audit.controller.js';
import { CaseSummaryController } from './pages/case-summary.controller.js';
import { CorrectionsController } from './pages/corrections.controller.js';
import { AccountsController } from './pages/accounts.controller.js';
import { MeasuredService } from './measured.service.js';
import { ManagedCasesService } from './managed-cases.service.js';
import { DutiesController } from './pages/duties.controller.js';
import { CaseDesk } from './pages/case-desk.js';
import { EpisodesController } from './pages/episodes.controller.js';
import { HistoryController } from './pages/history.controller.js';
import { GrantsController } from './pages/grants.controller.js';
import { UnsubscribeController } from './pages/unsubscribe.controller.js';
import { DigestQueries } from './data/digest.queries.js';
import { SendingDigestsService } from './sending-digests.service.js';
import { CodeListsController } from './pages/code-lists.controller.js';
import { HoldsController } from './pages/holds.controller.js';
import { RecordLookupQueries } from './data/record-lookup.queries.js';
import { HealthController } from './pages/health.controller.js';
import { HealthQueries } from './data/health.queries.js';
import { HealthService } from './health.service.js';
import { SealsModule } from '../inspections/seals.module.js';
import { HomeController } from './pages/home.controller.js';
import { OneSignalController } from './pages/one-signal.controller.js';
import { LessonReadingsController } from './pages/lesson-readings.controller.js';
import { LessonReadingsDesk } from './pages/lesson-readings-desk.js';
import { LessonSubjectsQueries } from './data/lesson-subjects.queries.js';
import { PublishingQueries } from './data/publishing.queries.js';
import { PublishingPreviewService } from './publishing-preview.service.js';
import { PublishingController } from './pages/publishing.controller.js';
import { InspectionsController } from './pages/inspections.controller.js';
import { EpisodeListController } from './pages/lists-episodes.controller.js';
import { OrganisationListController } from './pages/lists-organisations.controller.js';
import { MyWorkController } from './pages/my-work.controller.js';
import { FindingsInTimeController } from './pages/findings-in-time.controller.js';
import { OrganisationBoardController } from './pages/organisation-board.controller.js';
import { OrganisationPlanController } from './pages/organisation-plan.controller.js';
import { OrganisationMeasuresController } from './pages/organisation-measures.controller.js';
import { ManageAfterController } from './pages/manage-after.controller.js';
import { ManageCaseController } from './pages/manage-case.controller.js';
import { ManagePeopleController } from './pages/manage-people.controller.js';
import { ManageCorrectionController } from './pages/manage-correction.controller.js';
import { ManageWithdrawalController } from './pages/manage-withdrawal.controller.js';
import { ManageDirectionsController } from './pages/manage-directions.controller.js';
import { ManageExitController } from './pages/manage-exit.controller.js';
import { ManageInterventionsController } from './pages/manage-interventions.controller.js';
import { ManageRequestsController } from './pages/manage-requests.controller.js';
import { DecisionChoice } from './pages/decision-choice.js';
import { ManageFindingController } from './pages/manage-finding.controller.js';
import { ManageSupportController } from './pages/manage-support.controller.js';
import { ManageTriggersController } from './pages/manage-triggers.controller.js';
import { ManageWarningsController } from './pages/manage-warnings.controller.js';
import { ManageStepController } from './pages/manage-step.controller.js';
import { OpenCaseController } from './pages/open-case.controller.js';
import { OrganisationsController } from './pages/organisations.controller.js';
import { DeadlinesController } from './pages/deadlines.controller.js';
import { SearchController } from './pages/search.controller.js';
import { OneAccountController } from './pages/one-account.controller.js';
import { AccountPageController } from './pages/own-account.controller.js';
import { SourceController } from './pages/source.controller.js';
import { ThreadQueries } from './data/thread.queries.js';
import { ThreadController } from './pages/thread.controller.js';
import { ThreadService } from './thread.service.js';
import { ViewAsController } from './pages/view-as.controller.js';

/** Pages that read across the whole record. */
@Module({
  imports: [
    BoardsModule,
    VoiceModule,
    ProgrammesModule,
    ResearchModule,
    AssessmentsModule,
    LessonsModule,
    PlansModule,
    PlanSheetsModule,
    AccessModule,
    EpisodesModule,
    OfficeModule,
    SealsModule,
    SourcesModule,
    MeasuresModule,
    OrganisationsModule,
    InspectionsModule,
    InterventionsModule,
  ],
  controllers: [
    ApiController,
    LessonReadingsController,
    OneSignalController,
    ThreadController,
    PackUnlockingController,
    PacksController,
    ReviewAgendaController,
    ReviewCollectController,
    ReviewPackController,
    ReviewLessonsController,
    HomeController,
    OrganisationListController,
    EpisodeListController,
    SourceController,
    SearchController,
    DeadlinesController,
    MyWorkController,
    RecordChecksController,
    ReturnController,
    HealthController,
    HoldsController,
    CodeListsController,
    UnsubscribeController,
    DutiesController,
    HistoryController,
    AuditController,
    CorrectionsController,
    FindingsInTimeController,
    OrganisationBoardController,
    OrganisationPlanController,
    OrganisationMeasuresController,
    CaseSummaryController,
    OrganisationsController,
    OpenCaseController,
    ManageCaseController,
    ManagePeopleController,
    ManageDirectionsController,
    ManageExitController,
    ManageInterventionsController,
    ManageRequestsController,
    ManageFindingController,
    ManageSupportController,
    ManageTriggersController,
    ManageWarningsController,
    ManageCorrectionController,
    ManageWithdrawalController,
    ManageAfterController,
    ManageStepController,
    EpisodesController,
    PublishingController,
    InspectionsController,
    AccountPageController,
    AccountsController,
    OneAccountController,
    GrantsController,
    ViewAsController,
  ],
  providers: [
    DecisionChoice,
    ApiDesk,
    ApiOwnDesk,
    ApiQueries,
    LessonReadingsDesk,
    LessonSubjectsQueries,
    ThreadQueries,
    ThreadService,
    AgendaFactsService,
    AgendaQueries,
    BoardPlansService,
    PackFactsService,
    PackLessonsService,
    PackPeopleService,
    PackForecastService,
    PackPress,
    PackRecordQueries,
    ReadingPacksService,
    ReviewDesk,
    UpdateRequestsService,
    AccountListQueries,
    BoundsService,
    ManagedCasesService,
    CaseDesk,
    HoldingsQueries,
    SourceFactsQueries,
    HomeQueries,
    LifeLineQueries,
    ListQueries,
    DossierQueries,
    InspectionPageQueries,
    HistoryQueries,
    AuditLogQueries,
    CorrectionSubjectsQueries,
    HistoryService,
    DossierService,
    EyesService,
    ReadersService,
    MyWorkService,
    RecordChecksService,
    KeepingRecordChecksService,
    DataFlagsStore,
    RecordChecksQueries,
    ConcernTasksQueries,
    HealthService,
    RecordLookupQueries,
    DigestQueries,
    SendingDigestsService,
    HealthQueries,
    OnInspectionsQueries,
    WatchingQueries,
    EntryTasksQueries,
    InspectionTasksQueries,
    BoardTasksQueries,
    PlanTasksQueries,
    CaseTasksQueries,
    DeadlineTasksQueries,
    LetterTasksQueries,
    MeasureTasksQueries,
    ReturnQueries,
    TriangleQueries,
    InvitationTasksQueries,
    DeadlineListQueries,
    MeasuredService,
    InspectionSheetsService,
    PublishingQueries,
    PublishingPreviewService,
  ],
})
export class OverviewModule {}
