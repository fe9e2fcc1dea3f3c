import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Period } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';
import type { Cause } from '../../vocabulary/domain/causes.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';

/**
 * What was said of one area. `area` is a key of the inspection's framework, or null where it has none such; `grade` a
 * key of `scale` (a key too; the framework's main scale where left out). With no grade, `absence` says why. `unit` names
 * the part of the body that it speaks for, where the inspection looked at more: that is no area of the whole, and no
 * headline.
 */
export type NewJudgement = {
  readonly area: string | null;
  readonly areaText: string;
  readonly unit?: string | null;
  readonly isOverall?: boolean;
  readonly grade?: string | null;
  readonly scale?: string;
  /** The grade as published. */
  readonly label?: string | null;
  readonly absence?: GradeAbsence | null;
  /** By the rule of its day it held the overall grade down. */
  readonly limiting?: boolean;
  readonly narrative?: string | null;
};

export const findingKinds = {
  strength: 'Strength',
  area_for_improvement: 'Area for improvement',
  priority_action: 'Priority action',
  recommendation: 'Recommendation',
} as const;
export type FindingKind = keyof typeof findingKinds;

export const findingStatuses = {
  open: 'Open',
  addressed: 'Addressed',
  confirmed: 'Confirmed by an inspector',
} as const;
export type FindingStatus = keyof typeof findingStatuses;

export type NewFinding = {
  readonly area?: string | null;
  readonly text: string;
  readonly kind: FindingKind;
  readonly cause?: Cause | null;
  readonly status?: FindingStatus;
  readonly dueOn?: CalendarDay | null;
};

export type NewMonitoringNote = {
  readonly improved?: string | null;
  readonly notImproved?: string | null;
  readonly pace?: 'too_slow' | 'right' | 'fast' | null;
  readonly next?: string | null;
};

/**
 * A published inspection to put on the record. `framework` is a key of the shipped frameworks, or null: none on
 * record. `area` is the part of the body's work that it speaks of; where left out, the framework's. `unit` names the
 * part judged where it was not the whole. The date of the judgement is worked out from the dates given.
 */
export type NewInspection = NewFact & {
  readonly organisationId: string;
  readonly framework: string | null;
  readonly frameworkInferred?: boolean;
  readonly publishedFramework?: string | null;
  readonly inspectorateName: string;
  readonly subject: string;
  readonly area?: EpisodeArea | null;
  readonly unit?: string | null;
  readonly type: InspectionType;
  readonly typeText?: string | null;
  readonly graded: boolean;
  readonly startedOn?: Period | null;
  readonly endedOn?: Period | null;
  readonly publishedOn?: Period | null;
  readonly receivedOn?: Period | null;
  /** A date that decides was worked out, not read: the judgement may end an episode and never open one. */
  readonly dateInferred?: boolean;
  /** The headline as published, word for word. */
  readonly overallLabel?: string | null;
  /** A category put on top of the grade: a key of the framework, such as `special_measures`. */
  readonly category?: string | null;
  readonly headline?: string | null;
  readonly quote?: string | null;
  readonly reportUrl?: string | null;
  readonly setting?: 'before' | 'after' | null;
  readonly importBatchId?: string | null;
  readonly judgements?: readonly NewJudgement[];
  readonly findings?: readonly NewFinding[];
  readonly monitoringNote?: NewMonitoringNote | null;
};

/** What is put right in a published inspection. Fields left out stay as they are; `judgements` replaces all of them. */
export type InspectionCorrection = Partial<
  Pick<
    NewInspection,
    | 'framework'
    | 'frameworkInferred'
    | 'area'
    | 'unit'
    | 'type'
    | 'startedOn'
    | 'endedOn'
    | 'publishedOn'
    | 'receivedOn'
    | 'dateInferred'
    | 'overallLabel'
    | 'category'
    | 'headline'
    | 'quote'
    | 'reportUrl'
    | 'judgements'
  >
>;

/** What may be filled in where the record has nothing yet; what is there stays. */
export type InspectionDetails = Pick<NewInspection, 'overallLabel' | 'reportUrl' | 'headline' | 'quote' | 'setting'> & {
  /** The other source names this framework: where the record inferred the same one, it is now read. */
  readonly readFramework?: { readonly framework: string | null; readonly note?: string | null };
};

export type CorrectionRefusal = 'not-found' | 'withdrawn' | 'stale';
export type SupersedingRefusal = 'not-found' | 'withdrawn' | 'itself' | 'another-body' | 'earlier';
