import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { DirectionState } from '../domain/direction-state.js';
import type { ExitCriterionState } from '../domain/exit-criterion-state.js';
import type { InterventionLevel } from '../domain/intervention.js';
import type { FindingAnswer, PeerSupportState } from '../domain/peer-support-state.js';
import type { RequestState } from '../domain/step-request.js';
import type { Visibility } from '../domain/visibility.js';

/** What every record carries. Dates are text, exactly as they are known. */
export type KeptRow = {
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly version: number;
  readonly visibility: Visibility;
};

export type WarningRow = KeptRow & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly occurredOn: string | null;
  readonly kind: string;
  readonly text: string;
  readonly respondedOn: string | null;
  readonly response: string | null;
};

export type SupportRow = KeptRow & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly type: string;
  readonly provider: string;
  readonly basis: string | null;
  readonly focus: string | null;
  readonly status: PeerSupportState | null;
  readonly askedBy: string | null;
  readonly offeredOn: string | null;
  readonly agreedOn: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly reportedOn: string | null;
  readonly triggerRef: string | null;
};

export type FindingRow = KeptRow & {
  readonly id: string;
  readonly supportId: string;
  readonly text: string;
  readonly accepted: FindingAnswer | null;
  readonly reason: string | null;
  readonly answeredOn: string | null;
  /** The decision of a board that answers it. */
  readonly decisionId: string | null;
  readonly decisionRef: string | null;
  readonly decisionOn: CalendarDay | null;
};

export type TriggerRow = KeptRow & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly condition: string;
  readonly text: string;
  readonly provider: string | null;
  readonly agreedOn: string | null;
  readonly lastTestedOn: string | null;
  readonly ownerPost: string | null;
};

export type BreachRow = KeptRow & {
  readonly id: string;
  readonly triggerId: string;
  readonly detectedOn: string;
  readonly text: string;
  readonly respondedOn: string | null;
  readonly response: string | null;
};

export type StepRow = KeptRow & {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly area: string | null;
  readonly kind: string;
  readonly typeText: string;
  readonly level: InterventionLevel;
  readonly authority: string;
  readonly legalBasis: string | null;
  readonly powers: string | null;
  readonly scope: string | null;
  readonly text: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly replacesRef: string | null;
  readonly replacesText: string | null;
};

export type PlannedEndRow = {
  readonly id: string;
  readonly interventionId: string;
  readonly position: number;
  readonly announcedOn: string | null;
  readonly plannedEndOn: string;
  readonly note: string | null;
};

export type DirectionRow = KeptRow & {
  readonly id: string;
  readonly interventionId: string;
  readonly number: string | null;
  readonly text: string;
  readonly dueOn: CalendarDay | null;
  readonly status: DirectionState;
  readonly boardComment: string | null;
};

export type CriterionRow = KeptRow & {
  readonly id: string;
  readonly interventionId: string;
  readonly text: string;
  readonly test: string | null;
  readonly agreedOn: string | null;
  readonly ownerPost: string | null;
  readonly status: ExitCriterionState | null;
  readonly metOn: string | null;
};

export type EvidenceRow = KeptRow & {
  readonly id: string;
  readonly criterionId: string;
  readonly kind: string;
  readonly text: string;
  readonly occurredOn: string | null;
  readonly reference: string | null;
};

export type ChangeRow = {
  readonly recordId: string;
  readonly position: number;
  readonly fromState: string | null;
  readonly toState: string;
  readonly occurredOn: string;
  readonly text: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

export type RequestRow = KeptRow & {
  readonly id: string;
  readonly ref: string;
  readonly interventionId: string;
  readonly fromLevel: number;
  readonly toLevel: number;
  readonly kind: string | null;
  readonly typeText: string | null;
  readonly authority: string | null;
  readonly legalBasis: string | null;
  readonly askedOn: string;
  readonly askedBy: string;
  readonly why: string;
  readonly state: RequestState;
  readonly decidedOn: string | null;
  readonly decidedBy: string | null;
  readonly decisionWhy: string | null;
  readonly effectiveOn: string | null;
  readonly decisionRecordedBy: string | null;
  readonly madeRef: string | null;
};

export type StepDownRow = KeptRow & {
  readonly id: string;
  readonly interventionId: string;
  readonly level: InterventionLevel;
  readonly text: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
  readonly agreedOn: string | null;
  readonly agreedBy: string | null;
};

export type CheckRow = KeptRow & {
  readonly id: string;
  readonly organisationId: string;
  readonly interventionId: string | null;
  readonly months: number | null;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly byWhom: string;
  readonly result: string | null;
  readonly text: string;
};

export type SustainabilityPlanRow = KeptRow & {
  readonly id: string;
  readonly agreedOn: string;
  readonly agreedBy: string;
  readonly text: string;
  readonly reviewOn: CalendarDay | null;
};

export type EventRow = KeptRow & {
  readonly id: string;
  readonly ref: string;
  readonly occurredOn: string;
  readonly kind: string;
  readonly text: string;
  readonly significant: number;
};

export type StructuralChangeRow = KeptRow & {
  readonly id: string;
  readonly occurredOn: string | null;
  readonly kind: string;
  readonly text: string;
  readonly reason: string | null;
};
