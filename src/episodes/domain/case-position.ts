import { type CalendarDay, earlier } from '../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import { exitReadiness, type ReadinessCriterion } from '../../interventions/domain/exit-readiness.js';
import {
  highestLevelOn,
  inForceOn,
  type InterventionLevel,
  isFormal,
} from '../../interventions/domain/intervention.js';
import { type EpisodePosition, type EpisodeState, type RecoveryFacts } from './episode-state.js';
import type { RecoveredRule } from '../../inspections/domain/recovered-rule.js';

export type CaseStep = {
  readonly id: string;
  readonly level: InterventionLevel;
  readonly from: Period | null;
  readonly to: Period | null;
};

/** A graded look at the work that the case is about. */
export type CaseLook = {
  readonly id: string;
  readonly on: Period;
  readonly isFull: boolean;
  /** By which rule of its framework version a case may count as recovered. */
  readonly rule: RecoveredRule;
  /** Whether it stands in the way of recovery by that rule: by B4, whether any of its areas is in a failing band. */
  readonly hasFailingArea: boolean;
  /** Whether it says that the failure is over. */
  readonly isNotFailing: boolean;
};

/** A review from outside: peers who reported, a visit or review that gives no grade. */
export type OutsideReview = { readonly id: string; readonly on: Period };

/** All that the gates of a case read, whatever day they are asked for. Lists may come in any order. */
export type CaseRecord = {
  readonly state: EpisodeState;
  readonly triggerOn: Period;
  /** A first judgement better than failing that a person or the library recorded. */
  readonly notFailingOn: Period | null;
  readonly steps: readonly CaseStep[];
  readonly criteria: readonly ReadinessCriterion[];
  readonly looks: readonly CaseLook[];
  readonly reviews: readonly OutsideReview[];
};

/** What the record shows on a day, for the gates and for the words beside them. */
export type CasePosition = EpisodePosition & {
  readonly recovery: Omit<RecoveryFacts, 'decisionId'>;
  /** The steps that the level rests on: in force that day, or with no known end. */
  readonly activeSteps: readonly string[];
  /** The first judgement since the trigger that is better than failing. */
  readonly notFailingLook: CaseLook | null;
  /** The latest full inspection by that day. */
  readonly latestFull: CaseLook | null;
  readonly latestReview: OutsideReview | null;
};

/**
 * How a case stands on a day. What is on the record as of this month has happened by today, though its month is not
 * over; powers without a known end are taken to be active.
 */
export function positionOn(record: CaseRecord, day: CalendarDay): CasePosition {
  const { level } = highestLevelOn(record.steps, day);
  const looks = record.looks.filter(({ on }) => hadCome(on, day)).toSorted((a, b) => byPeriod(a.on, b.on));
  const since = looks.filter(({ on }) => byPeriod(on, record.triggerOn) > 0);
  const notFailingLook = since.find(({ isNotFailing }) => isNotFailing) ?? null;
  const latestFull = looks.findLast(({ isFull }) => isFull) ?? null;
  const latestReview =
    record.reviews
      .filter(({ on }) => hadCome(on, day) && byPeriod(on, record.triggerOn) > 0)
      .toSorted((a, b) => byPeriod(a.on, b.on))
      .at(-1) ?? null;
  const recorded = record.notFailingOn !== null && hadCome(record.notFailingOn, day);
  return {
    state: record.state,
    level,
    hasNotFailingJudgement: notFailingLook !== null || recorded,
    shareOfExitCriteriaMet: exitReadiness(record.criteria.map(asOf(day)), day).share,
    recovery: {
      hasFailingArea: latestFull && latestFull.hasFailingArea,
      interventionLiftedOn: liftedOn(record.steps, day),
      externalReviewOn: latestReview && earlier(periodEnd(latestReview.on), day),
    },
    activeSteps: record.steps.filter((step) => isActive(step, day)).map(({ id }) => id),
    notFailingLook,
    latestFull,
    latestReview,
  };
}

const hadCome = (on: Period, day: CalendarDay): boolean => on.start <= day;

const isActive = (step: CaseStep, day: CalendarDay): boolean => inForceOn(step, day) !== 'not_in_force';

/** A criterion that was met only later was not met on that day. */
const asOf =
  (day: CalendarDay) =>
  (criterion: ReadinessCriterion): ReadinessCriterion =>
    criterion.state === 'met' && criterion.metOn && !hadCome(criterion.metOn, day)
      ? { state: 'partly_met', metOn: null }
      : criterion;

/** The last day of the last formal step, once no formal step is active any more. */
function liftedOn(steps: readonly CaseStep[], day: CalendarDay): CalendarDay | null {
  const formal = steps.filter(({ level }) => isFormal(level));
  if (formal.some((step) => isActive(step, day))) return null;
  const ends = formal.flatMap(({ to }) => (to && periodEnd(to) <= day ? [periodEnd(to)] : []));
  return ends.toSorted().at(-1) ?? null;
}
