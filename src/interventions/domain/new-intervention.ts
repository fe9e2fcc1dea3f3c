import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { WarningKind } from '../../vocabulary/domain/warning-kinds.js';
import type { PeerSupportState } from './peer-support-state.js';
import type { Visibility } from './visibility.js';

/** When it was meant to end, as announced. `announcedOn` null: when this end was first announced is not known. */
export type NewPlannedEnd = {
  readonly announcedOn: Period | null;
  readonly plannedEndOn: Period;
  readonly note?: string | null;
};

export type NewDirection = NewFact & {
  readonly number?: string | null;
  readonly text: string;
  readonly dueOn?: CalendarDay | null;
  readonly status?: 'open' | 'evidence_submitted' | 'board_satisfied' | 'closed';
  readonly boardComment?: string | null;
  readonly visibility?: Visibility;
};

/** `status` left out: nothing on the record says whether it was met. */
export type NewExitCriterion = NewFact & {
  readonly text: string;
  readonly test?: string | null;
  readonly agreedOn?: Period | null;
  readonly ownerPost?: string | null;
  readonly status?: 'not_met' | 'partly_met' | 'met' | 'withdrawn' | null;
  readonly metOn?: Period | null;
  readonly visibility?: Visibility;
};

/** What an authority did. `level` 0 to 5 is our reading of the facts. */
export type NewIntervention = NewFact & {
  readonly organisationId: string;
  readonly kind: string;
  readonly typeText: string;
  readonly level: number;
  readonly levelNote?: string | null;
  readonly authority: string;
  readonly legalBasis?: string | null;
  readonly startedOn?: Period | null;
  readonly endedOn?: Period | null;
  readonly endReason?: string | null;
  readonly powers?: string | null;
  readonly scope?: string | null;
  readonly text: string;
  readonly stage?: string | null;
  readonly replacesId?: string | null;
  /** The part of the body's work that it is about. */
  readonly area?: EpisodeArea | null;
  readonly visibility?: Visibility;
  readonly plannedEnds?: readonly NewPlannedEnd[];
  readonly directions?: readonly NewDirection[];
  readonly exitCriteria?: readonly NewExitCriterion[];
};

/** Two interventions that ran beside each other. One row a pair, whichever way round it is given. */
export type NewOverlap = { readonly interventionId: string; readonly otherId: string };

/** That an intervention took the place of an earlier one. */
export type NewReplacement = { readonly interventionId: string; readonly replacesId: string };

export type NewWarningSign = NewFact & {
  readonly organisationId: string;
  readonly occurredOn?: Period | null;
  readonly kind: WarningKind;
  readonly text: string;
  readonly respondedOn?: Period | null;
  readonly response?: string | null;
  readonly visibility?: Visibility;
};

export type NewPeerFinding = NewFact & {
  readonly text: string;
  readonly accepted?: 'yes' | 'part' | 'no' | null;
  readonly reason?: string | null;
  readonly answeredOn?: Period | null;
  readonly visibility?: Visibility;
};

export type NewPeerSupport = NewFact & {
  readonly organisationId: string;
  readonly type: string;
  readonly provider: string;
  readonly basis?: 'voluntary' | 'commissioned' | 'required' | null;
  readonly agreedOn?: Period | null;
  readonly startedOn?: Period | null;
  readonly endedOn?: Period | null;
  readonly focus?: string | null;
  /** The record of the same event, so that pages show it once. */
  readonly sameAs?: { readonly kind: 'intervention' | 'inspection' | 'warning_sign'; readonly id: string } | null;
  readonly status?: PeerSupportState;
  readonly askedBy?: string | null;
  readonly offeredOn?: Period | null;
  readonly triggerId?: string | null;
  readonly visibility?: Visibility;
  readonly findings?: readonly NewPeerFinding[];
};

export type NewStructuralChange = NewFact & {
  readonly organisationId: string;
  readonly occurredOn?: Period | null;
  readonly kind: 'reorganisation' | 'merger' | 'transfer' | 'new_body';
  readonly text: string;
  readonly reason?: string | null;
  readonly visibility?: Visibility;
};

export type NewSustainmentCheck = NewFact & {
  readonly organisationId: string;
  readonly dueOn?: Period | null;
  readonly doneOn?: Period | null;
  /** `not_agreed`: it is due, and nobody has said yet who looks. */
  readonly byWhom: 'internal' | 'external' | 'not_agreed';
  readonly result?: 'held' | 'partly_held' | 'slipped' | null;
  readonly text: string;
  /** The step after whose end it looks back. */
  readonly after?: { readonly interventionId: string | null; readonly months: number } | null;
  readonly visibility?: Visibility;
};
