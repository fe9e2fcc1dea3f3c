import { DataFlag } from './overview/data/data-flag.entity.js';
import { Coding, CodingSettlement, CodingValue } from './research/data/coding.entity.js';
import { Comparison, ComparisonEdition, ComparisonFile } from './research/data/comparison.entity.js';
import { SignalResult, SignalRun, SignalRunBody } from './lessons/data/signal-result.entity.js';
import { SignalThreshold, SignalThresholdRequest } from './lessons/data/signal-threshold.entity.js';
import { PlanImport } from './plans/data/plan-import.entity.js';
import { Account, RoleGrant, Session } from './access/data/account.entity.js';
import { SentForm } from './access/data/sent-form.entity.js';
import { AuditEntry, AuditSubject } from './access/data/audit-entry.entity.js';
import {
  Guess,
  KeptForm,
  OneTimeLink,
  OutsideIdentity,
  RecoveryCode,
  SecondFactor,
  SecondFactorRule,
  SignInStep,
} from './access/data/way-in.entity.js';
import { Board, BoardHat, BoardMember, BoardTerms } from './boards/data/board.entity.js';
import { Minutes, MinutesAddendum, MinutesItem, MinutesPublic } from './boards/data/minutes.entity.js';
import { BoardAction, Challenge, ChallengeAnswer, Decision } from './boards/data/outcome.entity.js';
import { Pack, PackSupplement, PackUnlock } from './boards/data/pack.entity.js';
import { AgendaItem, Attendance, Review, ReviewStep } from './boards/data/review.entity.js';
import { DataVersion, ReferenceCounter } from './database/references.entity.js';
import { CaseSummary } from './episodes/data/case-summary.entity.js';
import {
  EpisodeCause,
  EpisodeFact,
  EpisodeImpact,
  FailureEpisode,
  OrganisationStanding,
  Outcome,
} from './episodes/data/episode.entity.js';
import { CaseOpening, EpisodeMove, PersonToTell } from './episodes/data/case.entity.js';
import { Cohort, CohortEdition, CohortFile } from './research/data/cohort.entity.js';
import { RecordEntry } from './exchange/data/record-entry.entity.js';
import { ImportBatch, ImportIssue, LibraryEntry } from './exchange/data/import.entity.js';
import { StagedImport, StagedIssue } from './exchange/data/staged-import.entity.js';
import { Headcount } from './organisations/data/headcount.entity.js';
import {
  Framework,
  FrameworkArea,
  FrameworkFact,
  FrameworkScale,
  Inspectorate,
  NotRatedReason,
  RatingGrade,
  RatingScale,
  ReferenceFile,
} from './inspections/data/framework.entity.js';
import { Correction, Finding, Inspection, Judgement, MonitoringNote } from './inspections/data/inspection.entity.js';
import {
  AccuracyPoint,
  InspectionEdition,
  InspectionEvidence,
  InspectionMember,
  InspectionRequest,
  InspectionSeal,
  InspectionWorkspace,
  JudgementChange,
} from './inspections/data/workspace.entity.js';
import {
  ExitEvidence,
  OrganisationEvent,
  StatusChange,
  StepDown,
  StepRequest,
  SupportTrigger,
  SustainabilityPlan,
  TriggerBreach,
} from './interventions/data/case-work.entity.js';
import {
  Direction,
  ExitCriterion,
  Intervention,
  InterventionOverlap,
  PeerFinding,
  PeerSupport,
  PlannedEnd,
  StructuralChange,
  SustainmentCheck,
  WarningSign,
} from './interventions/data/intervention.entity.js';
import {
  LessonAssessment,
  LessonAssessmentEvidence,
  LessonAssessmentSignal,
} from './lessons/data/lesson-assessment.entity.js';
import { LessonEvidence } from './lessons/data/lesson-evidence.entity.js';
import { CalendarFeed } from './office/data/calendar-feed.entity.js';
import { BoardView, SelfAssessment } from './inspections/data/area-view.entity.js';
import {
  Baseline,
  ExpectedDip,
  Measure,
  MeasureDefinition,
  MeasureProposal,
  MeasureValue,
} from './measures/data/measure.entity.js';
import { Deadline } from './office/data/deadline.entity.js';
import { Digest } from './office/data/digest.entity.js';
import { HealthNote } from './office/data/health-note.entity.js';
import { Holiday } from './office/data/holiday.entity.js';
import { OutboxMessage } from './office/data/outbox-message.entity.js';
import { FrameworkClosing, FrameworkDraft, GradeMeaning } from './inspections/data/framework-draft.entity.js';
import { RetentionHold } from './office/data/retention-hold.entity.js';
import { SearchEdition } from './office/data/search-edition.entity.js';
import { SearchOwed } from './office/data/search-owed.entity.js';
import { StoredFile } from './office/data/stored-file.entity.js';
import { Watch } from './office/data/watch.entity.js';
import {
  Organisation,
  OrganisationCode,
  OrganisationGap,
  OrganisationLink,
  OrganisationName,
  OrganisationSlug,
  PostHolding,
} from './organisations/data/organisation.entity.js';
import { CorrectionRequest } from './sources/data/correction-request.entity.js';
import {
  Source,
  SourceClaim,
  SourceConflict,
  SourceConflictSubject,
  SourceLink,
} from './sources/data/source.entity.js';
import { Concern, ConcernStep } from './voice/data/concern.entity.js';
import {
  LearningAction,
  LearningAudience,
  LearningChange,
  LearningFactor,
  LearningReview,
  LearningShared,
} from './voice/data/learning.entity.js';

/** Every table of the record, in the order of the ladder: a table refers only to those before it. */
import { Evidence, EvidenceLink } from './plans/data/evidence.entity.js';
import {
  DateChange,
  DateRequest,
  Dependency,
  Milestone,
  MilestoneCheck,
  MilestoneLink,
  MilestoneMove,
  MilestoneUpdate,
} from './plans/data/milestone.entity.js';
import { Plan, PlanGuest, PlanVersion, Priority, Risk, RiskReview } from './plans/data/plan.entity.js';
import {
  Adoption,
  AdoptionFidelity,
  AdoptionStage,
  ClaimConflict,
  FundingStream,
  OutcomeClaim,
  Programme,
  ProgrammeElement,
  ProgrammeUse,
} from './programmes/data/programme.entity.js';
import { ApiToken } from './access/data/api-token.entity.js';

export const entities = [
  Cohort,
  CohortEdition,
  CohortFile,
  DataVersion,
  ReferenceCounter,
  AuditEntry,
  AuditSubject,
  Holiday,
  Deadline,
  StoredFile,
  Watch,
  OutboxMessage,
  SearchEdition,
  SearchOwed,
  CalendarFeed,
  HealthNote,
  Digest,
  RetentionHold,
  FrameworkDraft,
  GradeMeaning,
  FrameworkClosing,
  Account,
  Session,
  SentForm,
  OneTimeLink,
  Guess,
  SecondFactor,
  RecoveryCode,
  SecondFactorRule,
  SignInStep,
  KeptForm,
  OutsideIdentity,
  Source,
  SourceLink,
  SourceConflict,
  SourceClaim,
  SourceConflictSubject,
  CorrectionRequest,
  Organisation,
  OrganisationName,
  OrganisationCode,
  OrganisationSlug,
  OrganisationLink,
  PostHolding,
  OrganisationGap,
  Inspectorate,
  RoleGrant,
  RatingScale,
  RatingGrade,
  Framework,
  FrameworkArea,
  FrameworkScale,
  FrameworkFact,
  NotRatedReason,
  ReferenceFile,
  Inspection,
  Judgement,
  Finding,
  Correction,
  MonitoringNote,
  InspectionWorkspace,
  InspectionMember,
  InspectionEvidence,
  JudgementChange,
  AccuracyPoint,
  InspectionRequest,
  InspectionEdition,
  InspectionSeal,
  Intervention,
  PlannedEnd,
  InterventionOverlap,
  Direction,
  ExitCriterion,
  WarningSign,
  SupportTrigger,
  TriggerBreach,
  PeerSupport,
  PeerFinding,
  StructuralChange,
  SustainmentCheck,
  SustainabilityPlan,
  StepRequest,
  StatusChange,
  ExitEvidence,
  StepDown,
  OrganisationEvent,
  FailureEpisode,
  CaseSummary,
  EpisodeFact,
  EpisodeImpact,
  EpisodeCause,
  Outcome,
  OrganisationStanding,
  EpisodeMove,
  CaseOpening,
  PersonToTell,
  Measure,
  MeasureDefinition,
  MeasureValue,
  ExpectedDip,
  MeasureProposal,
  SelfAssessment,
  BoardView,
  Baseline,
  Board,
  BoardTerms,
  BoardMember,
  BoardHat,
  Review,
  ReviewStep,
  Attendance,
  AgendaItem,
  Decision,
  Challenge,
  ChallengeAnswer,
  BoardAction,
  Minutes,
  MinutesItem,
  MinutesPublic,
  MinutesAddendum,
  Pack,
  PackSupplement,
  PackUnlock,
  LessonEvidence,
  SignalResult,
  SignalRun,
  SignalRunBody,
  SignalThreshold,
  SignalThresholdRequest,
  LessonAssessment,
  LessonAssessmentEvidence,
  LessonAssessmentSignal,
  ImportBatch,
  ImportIssue,
  LibraryEntry,
  RecordEntry,
  StagedImport,
  StagedIssue,
  Plan,
  PlanVersion,
  Priority,
  PlanGuest,
  Milestone,
  MilestoneLink,
  Dependency,
  MilestoneUpdate,
  MilestoneMove,
  MilestoneCheck,
  DateRequest,
  DateChange,
  Evidence,
  EvidenceLink,
  Risk,
  RiskReview,
  PlanImport,
  Headcount,
  Concern,
  ConcernStep,
  LearningReview,
  LearningFactor,
  LearningAction,
  LearningShared,
  LearningAudience,
  LearningChange,
  Programme,
  ProgrammeElement,
  FundingStream,
  Adoption,
  AdoptionStage,
  AdoptionFidelity,
  OutcomeClaim,
  ClaimConflict,
  ProgrammeUse,
  Comparison,
  ComparisonEdition,
  ComparisonFile,
  Coding,
  CodingValue,
  CodingSettlement,
  ApiToken,
  DataFlag,
];
