import type { Period } from '../../kernel/period.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import type { FrameworkRules } from './framework.js';
import type { Band } from './grade-scale.js';

/** A grade as a scale defines it. Bands are ours; `altBand` is the other band that it can fairly be read as. */
export type Grade = {
  readonly scale: string;
  readonly key: string;
  readonly band: Band;
  readonly altBand: Band | null;
  readonly isFailing: boolean;
};

/**
 * What was said of one area: a grade, or why there is none; never both. `area` is a key of the framework, or null
 * where the framework has no such area or only a part was judged; then it never counts in a rule. `isOverall` marks a
 * headline, and is what finds it where no framework is on record. `unit` names the part of the body that it speaks for,
 * where the inspection looked at more: then it speaks for that part alone.
 */
export type GradedArea = {
  readonly area: string | null;
  readonly unit: string | null;
  readonly isOverall: boolean;
  readonly grade: Grade | null;
  readonly absence: GradeAbsence | null;
};

/**
 * A published inspection as the rules read it. `area` is the part of the body's work that its framework speaks of,
 * `unit` the part of the body where it was not the whole. `rules` null: no framework on record.
 */
export type JudgedInspection = {
  readonly id: string;
  readonly organisationId: string;
  readonly area: EpisodeArea;
  readonly unit: string | null;
  readonly judgedOn: Period | null;
  readonly dateInferred: boolean;
  readonly frameworkInferred: boolean;
  readonly rules: FrameworkRules | null;
  readonly type: InspectionType;
  readonly judgements: readonly GradedArea[];
  readonly categories: readonly string[];
};

/** The dates that an inspection may have, each as exactly as it is known. */
export type InspectionDates = {
  readonly startedOn: Period | null;
  readonly endedOn: Period | null;
  readonly publishedOn: Period | null;
};

/**
 * The date of a judgement: its publication when that is known to the month or better, otherwise the last day of the
 * inspection (the first, where no last day is known). A publication known only to the quarter or year serves when
 * there is nothing else. Null: no date is known, and the judgement has no place in a sequence.
 */
export function judgedOn({ startedOn, endedOn, publishedOn }: InspectionDates): Period | null {
  const isExact = publishedOn?.precision === 'day' || publishedOn?.precision === 'month';
  return isExact ? publishedOn : (endedOn ?? startedOn ?? publishedOn);
}

/** Whether the record may open an episode on it: a date or framework that was worked out, not read, may only end one. */
export const isFirm = (inspection: Pick<JudgedInspection, 'dateInferred' | 'frameworkInferred'>): boolean =>
  !inspection.dateInferred && !inspection.frameworkInferred;
