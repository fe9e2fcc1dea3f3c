import { addMonths, type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { type Period, period, periodMiddle } from '../../kernel/period.js';
import { watchMonths } from './derive-episodes.js';

export const recoveryBases = {
  judgement: 'A judgement',
  intervention_lifted: 'The intervention was lifted',
  both: 'A judgement, and the intervention was lifted',
  self_declared: 'Declared by the organisation',
} as const;
export type RecoveryBasis = keyof typeof recoveryBases;

/** What opens an episode. */
export const triggerKinds = {
  judgement: 'A failing judgement',
  formal_notice: 'A formal notice',
  self_declaration: 'A declaration by the governing body',
} as const;
export type TriggerKind = keyof typeof triggerKinds;

/**
 * The last day of the relapse watch: 84 months after the first not-failing judgement or, where the record has none,
 * after recovery. Null while neither has come.
 */
export function watchUntil(ends: {
  readonly notFailingOn: Period | null;
  readonly recoveredOn: Period | null;
}): CalendarDay | null {
  const end = ends.notFailingOn ?? ends.recoveredOn;
  return end && addMonths(periodMiddle(end), watchMonths);
}

/** The end of the watch as exactly as the date that it is counted from: a month stays a month, a year a year. */
export function watchEnd(ends: Parameters<typeof watchUntil>[0]): Period | null {
  const end = ends.notFailingOn ?? ends.recoveredOn;
  const until = watchUntil(ends);
  if (!end || !until) return null;
  if (end.precision === 'day') return period(until);
  const { year, month } = partsOf(until);
  if (end.precision === 'year') return period(String(year));
  return period(end.precision === 'month' ? until.slice(0, 7) : `${year}-Q${Math.ceil(month / 3)}`);
}
