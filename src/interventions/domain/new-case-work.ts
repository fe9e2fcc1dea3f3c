import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import type { Certainty, NewFact } from '../../sources/domain/new-fact.js';
import type { EvidenceKind } from '../../vocabulary/domain/evidence-kinds.js';
import type { TriggerCondition } from './support-trigger.js';
import type { EventKind } from './timeline-event.js';
import type { Visibility } from './visibility.js';

type Seen = { readonly visibility?: Visibility };

export type NewSupportTrigger = Seen & {
  readonly organisationId: string;
  readonly condition: TriggerCondition;
  readonly text: string;
  readonly provider?: string | null;
  readonly agreedOn?: Period | null;
  readonly ownerPost?: string | null;
};

export type NewBreach = { readonly detectedOn: Period; readonly text: string };

export type NewEvent = NewFact &
  Seen & {
    readonly organisationId: string;
    readonly occurredOn: Period;
    readonly kind: EventKind;
    readonly text: string;
    readonly significant: boolean;
  };

export type NewStepRequest = {
  readonly interventionId: string;
  readonly toLevel: number;
  readonly kind: string | null;
  readonly typeText: string | null;
  readonly authority: string | null;
  readonly legalBasis: string | null;
  readonly askedOn: Period;
  readonly askedBy: string;
  readonly why: string;
};

export type NewExitEvidence = {
  readonly kind: EvidenceKind;
  readonly text: string;
  readonly occurredOn?: Period | null;
  readonly reference?: string | null;
};

export type NewStepDown = {
  readonly level: number;
  readonly text: string;
  readonly fromOn: Period;
  readonly untilOn?: Period | null;
  readonly agreedOn?: Period | null;
  readonly agreedBy?: string | null;
};

export type NewSustainabilityPlan = Seen & {
  readonly organisationId: string;
  readonly agreedOn: Period;
  readonly agreedBy: string;
  readonly text: string;
  readonly reviewOn?: CalendarDay | null;
};

/** One change of state, with when it happened and what was said. */
export type NewStatusChange = {
  readonly recordKind: 'direction' | 'exit_criterion' | 'peer_support';
  readonly recordId: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly occurredOn: Period;
  readonly text: string;
};

/** What a person writes by hand was not read in a source, unless they cite one. */
export const byHand: Certainty = { verified: false, inferred: false };
