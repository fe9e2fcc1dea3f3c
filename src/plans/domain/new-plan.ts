import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import type { EvidenceKind } from '../../vocabulary/domain/evidence-kinds.js';
import type {
  CheckResult,
  EvidenceIndependence,
  EvidenceLevel,
  Horizon,
  Lever,
  OwnerRating,
  ReasonCode,
  Weight,
} from './milestone-words.js';
import type { MilestoneState } from './milestone-state.js';
import type { RiskStatus } from './risk.js';

export type NewPlan = {
  readonly organisationId: string;
  readonly episodeId?: string | null;
  readonly title: string;
};

export type NewPriority = {
  readonly title: string;
  /** What will be different for people. */
  readonly outcome: string;
  readonly leadPost?: string | null;
  readonly sponsor?: string | null;
};

/** What is said of a milestone when it is written down or edited. */
export type MilestoneWords = {
  readonly priorityId: string;
  readonly theirRef?: string | null;
  /** At most 120 characters, and no other of the plan has it. */
  readonly title: string;
  readonly doneMeans: string;
  readonly ownerPost?: string | null;
  readonly deputyPost?: string | null;
  readonly lever?: Lever | null;
  readonly horizon?: Horizon | null;
  readonly weight?: Weight;
  readonly startOn?: CalendarDay | null;
  readonly adaptedFrom?: string | null;
  readonly safetyCritical?: boolean;
};

export type NewMilestone = MilestoneWords & {
  readonly dueOn: CalendarDay;
  /** The first date that was agreed elsewhere, for a plan that is brought in under way: it is fixed at once. */
  readonly firstDue?: CalendarDay | null;
};

/** What an update says. What is left out is as it was. */
export type NewUpdate = {
  readonly state?: MilestoneState | null;
  readonly rating?: OwnerRating | null;
  readonly reasonCode?: ReasonCode | null;
  /** At most 500 characters. */
  readonly note?: string | null;
  /** When the owner expects it now; null takes a forecast back, undefined leaves it. */
  readonly forecastDue?: CalendarDay | null;
  readonly evidenceOwed?: boolean;
  /** Pieces of evidence of the organisation that show it: tied to the milestone with the update. */
  readonly evidenceIds?: readonly string[];
  readonly reviewRef?: string | null;
  /** The day on which the action was completed; today unless told. */
  readonly completedOn?: CalendarDay | null;
  readonly impactDue?: CalendarDay | null;
};

export type NewEvidence = {
  readonly organisationId: string;
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly level: EvidenceLevel;
  readonly independence: EvidenceIndependence;
  readonly onDay: CalendarDay;
  readonly periodFrom?: Period | null;
  readonly periodTo?: Period | null;
  readonly url?: string | null;
  readonly fileId?: string | null;
  readonly page?: string | null;
  readonly paragraph?: string | null;
  readonly summary: string;
  readonly goodUntil?: CalendarDay | null;
};

export type NewCheck = {
  readonly onDay: CalendarDay;
  readonly byText: string;
  readonly result: CheckResult;
  readonly text: string;
};

export type NewRisk = {
  readonly organisationId: string;
  readonly planId?: string | null;
  readonly title: string;
  readonly cause: string;
  readonly effect: string;
  readonly likelihood: number;
  readonly consequence: number;
  readonly controls?: string | null;
  readonly ownerPost?: string | null;
  readonly targetLikelihood?: number | null;
  readonly targetConsequence?: number | null;
  readonly reviewOn?: CalendarDay | null;
};

export type NewRiskReview = {
  readonly onDay: CalendarDay;
  readonly likelihood: number;
  readonly consequence: number;
  readonly status: RiskStatus;
  readonly note: string;
  readonly reviewOn?: CalendarDay | null;
};
