import type { Visibility } from '../../database/columns.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { MilestoneState } from '../domain/milestone-state.js';
import type {
  CheckResult,
  DependencyKind,
  EvidenceIndependence,
  EvidenceLevel,
  Horizon,
  Lever,
  LinkKind,
  OwnerRating,
  ReasonCode,
  Weight,
} from '../domain/milestone-words.js';
import type { DateRequestState } from '../domain/date-request.js';
import type { PlanVersionState } from '../domain/plan-version.js';
import type { RiskStatus } from '../domain/risk.js';

export type BodyRow = { readonly id: string; readonly name: string; readonly slug: string };

export type PlanRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisationParentId: string | null;
  readonly organisationSlug: string;
  readonly organisationName: string;
  readonly country: string | null;
  readonly episodeId: string | null;
  readonly episodeRef: string | null;
  readonly episodeTitle: string | null;
  readonly visibility: Visibility;
  readonly version: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type PlanVersionRow = {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly baseNumber: number | null;
  readonly state: PlanVersionState;
  readonly proposedAt: string | null;
  readonly agreedOn: CalendarDay | null;
  readonly decisionId: string | null;
  readonly decisionRef: string | null;
  readonly approvedBy: string | null;
  readonly summaryOfChange: string | null;
  /** `public`: everybody may read it as it was agreed. */
  readonly visibility: Visibility;
  readonly publishedAt: string | null;
  readonly version: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type PriorityRow = {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  readonly title: string;
  readonly outcome: string;
  readonly leadPost: string | null;
  readonly sponsor: string | null;
  readonly version: number;
};

export type MilestoneRow = {
  readonly id: string;
  readonly ref: string;
  readonly planId: string;
  readonly planRef: string;
  readonly planTitle: string;
  readonly organisationId: string;
  readonly priorityId: string;
  readonly priorityNumber: number;
  readonly priorityTitle: string;
  readonly theirRef: string | null;
  readonly title: string;
  readonly doneMeans: string;
  readonly ownerPost: string | null;
  readonly deputyPost: string | null;
  readonly lever: Lever | null;
  readonly horizon: Horizon | null;
  readonly weight: Weight;
  /** The first date that was agreed; null while the plan is still being written. */
  readonly baselineDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly forecastDue: CalendarDay | null;
  readonly startOn: CalendarDay | null;
  /** As it was last written. Where it stands today is `stateOn` of it: evidence that never came takes it back. */
  readonly state: MilestoneState;
  readonly ownerRating: OwnerRating | null;
  readonly completedOn: CalendarDay | null;
  readonly completedBy: string | null;
  readonly impactDue: CalendarDay | null;
  readonly impactShownOn: CalendarDay | null;
  readonly evidenceOwedUntil: CalendarDay | null;
  readonly adaptedFrom: string | null;
  readonly safetyCritical: number;
  readonly dateWrittenAt: string;
  readonly dateWrittenBy: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** How often the board has moved its date. */
  readonly moves: number;
  /** How often the date was put right as a mistake. */
  readonly corrections: number;
  readonly evidenceCount: number;
  /** When it was last reported on, and by whom; null: never. */
  readonly updatedAt: string | null;
  readonly updatedBy: string | null;
  readonly lastNote: string | null;
};

export type MilestoneUpdateRow = {
  readonly id: string;
  readonly milestoneId: string;
  readonly position: number;
  readonly at: string;
  readonly byName: string;
  readonly reviewRef: string | null;
  readonly state: MilestoneState;
  readonly rating: OwnerRating | null;
  readonly reasonCode: ReasonCode | null;
  readonly note: string | null;
  readonly forecastDue: CalendarDay | null;
  readonly evidenceOwed: number;
};

export type MilestoneMoveRow = {
  readonly id: string;
  readonly milestoneId: string;
  readonly position: number;
  readonly fromState: MilestoneState;
  readonly toState: MilestoneState;
  readonly onDay: CalendarDay;
  readonly reason: string | null;
  readonly decisionId: string | null;
  readonly decisionRef: string | null;
  readonly approvedBy: string | null;
  readonly at: string;
  readonly byName: string;
};

export type MilestoneCheckRow = {
  readonly id: string;
  readonly milestoneId: string;
  readonly onDay: CalendarDay;
  readonly byText: string;
  readonly result: CheckResult;
  readonly text: string;
  readonly recordedBy: string;
};

export type DateRequestRow = {
  readonly id: string;
  readonly ref: string;
  readonly milestoneId: string;
  readonly milestoneRef: string;
  readonly planId: string;
  readonly askedTo: CalendarDay;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly status: DateRequestState;
  readonly decidedTo: CalendarDay | null;
  readonly decidedDecisionId: string | null;
  readonly decidedDecisionRef: string | null;
  readonly approvedBy: string | null;
  readonly decidedAt: string | null;
  readonly answer: string | null;
  readonly version: number;
};

export type DateChangeRow = {
  readonly id: string;
  readonly milestoneId: string;
  readonly number: number;
  readonly fromDue: CalendarDay;
  readonly toDue: CalendarDay;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
  readonly requestId: string | null;
  readonly decisionId: string | null;
  /** Null: a mistake put right within a day by whoever made it. */
  readonly decisionRef: string | null;
  readonly approvedBy: string | null;
  readonly askedBy: string;
  readonly onDay: CalendarDay;
  readonly at: string;
  readonly byName: string;
};

export type MilestoneLinkRow = {
  readonly id: string;
  readonly milestoneId: string;
  readonly kind: LinkKind;
  readonly targetId: string;
  readonly recordedAt: string;
};

export type DependencyRow = {
  readonly id: string;
  readonly fromId: string;
  readonly fromRef: string;
  readonly toId: string;
  readonly toRef: string;
  readonly toTitle: string;
  readonly kind: DependencyKind;
};

export type EvidenceRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationSlug: string;
  readonly organisationName: string;
  readonly title: string;
  readonly kind: string;
  readonly level: EvidenceLevel;
  readonly independence: EvidenceIndependence;
  readonly onDay: CalendarDay;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly url: string | null;
  readonly fileId: string | null;
  readonly page: string | null;
  readonly paragraph: string | null;
  readonly summary: string;
  readonly goodUntil: CalendarDay | null;
  readonly acceptedBy: string | null;
  readonly acceptedOn: CalendarDay | null;
  readonly notAcceptedBecause: string | null;
  readonly version: number;
  readonly recordedAt: string;
  /** The account that added it. */
  readonly recordedBy: string;
};

export type LinkedEvidenceRow = EvidenceRow & { readonly entityId: string };

export type RiskRow = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationSlug: string;
  readonly organisationName: string;
  readonly planId: string | null;
  readonly planRef: string | null;
  readonly title: string;
  readonly cause: string;
  readonly effect: string;
  readonly likelihood: number;
  readonly consequence: number;
  readonly controls: string | null;
  readonly ownerPost: string | null;
  readonly targetLikelihood: number | null;
  readonly targetConsequence: number | null;
  readonly reviewOn: CalendarDay | null;
  readonly status: RiskStatus;
  readonly version: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type RiskReviewRow = {
  readonly id: string;
  readonly riskId: string;
  readonly position: number;
  readonly onDay: CalendarDay;
  readonly likelihood: number;
  readonly consequence: number;
  readonly status: RiskStatus;
  readonly note: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

/** An action as it is named elsewhere, with the plan that it is part of. */
export type ActionRow = {
  readonly ref: string;
  readonly title: string;
  readonly planRef: string;
};

/** An action beside what it is there for. */
export type AnsweringRow = ActionRow & { readonly targetId: string };
