import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import type { ExitCriterionState } from './exit-criterion-state.js';

/** A criterion as readiness reads it. `metOn`: since when it has been met without a break. */
export type ReadinessCriterion = { readonly state: ExitCriterionState | null; readonly metOn: Period | null };

export type ExitReadiness = {
  /** Criteria that count: all but the withdrawn. */
  readonly total: number;
  readonly met: number;
  readonly partlyMet: number;
  readonly notMet: number;
  readonly withdrawn: number;
  /** Nothing on the record says whether they were met. */
  readonly notKnown: number;
  /** Of those met, the ones that have held for `heldMonths` for certain: on every day that the date may stand for. */
  readonly held: number;
  /** 0 to 1; null without criteria. */
  readonly share: number | null;
};

/** How long a criterion should hold before an exit rests on it. A judgement of ours, not a rule of law. */
export const heldMonths = 6;

export function exitReadiness(criteria: readonly ReadinessCriterion[], today: CalendarDay): ExitReadiness {
  const count = (state: ExitCriterionState | null): number => criteria.filter((one) => one.state === state).length;
  const withdrawn = count('withdrawn');
  const total = criteria.length - withdrawn;
  const met = count('met');
  const held = criteria.filter(({ state, metOn }) => state === 'met' && hasHeld(metOn, today)).length;
  return {
    total,
    met,
    partlyMet: count('partly_met'),
    notMet: count('not_met'),
    withdrawn,
    notKnown: count(null),
    held,
    share: total === 0 ? null : met / total,
  };
}

const hasHeld = (metOn: Period | null, today: CalendarDay): boolean =>
  metOn !== null && addMonths(periodEnd(metOn), heldMonths) <= today;

/** "5 of 7 met, 3 held for 6 months". */
export function readinessWords({ total, met, held }: ExitReadiness): string {
  if (total === 0) return 'No exit criteria yet';
  return `${met} of ${total} met, ${met === 0 ? 'none' : held} held for ${heldMonths} months`;
}
