import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodMiddle } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** When the record looks back after an intervention ended: months from its end. The last is the end of the watch. */
export const checkMonths = [6, 12, 24, 36, 60, 84] as const;

export type DueCheck = { readonly months: number; readonly dueOn: CalendarDay };

/** Every check that follows an end. An end known to the month or year counts by its middle. */
export const checksAfter = (endedOn: Period): readonly DueCheck[] =>
  checkMonths.map((months) => ({ months, dueOn: addMonths(periodMiddle(endedOn), months) }));

export const checkResults = {
  held: 'Held',
  partly_held: 'Partly held',
  slipped: 'Slipped',
} as const;
export type CheckResult = keyof typeof checkResults;

export const checkers = {
  internal: 'The organisation itself',
  external: 'Somebody from outside',
} as const;
export type Checker = keyof typeof checkers;

export type CheckDone = { readonly doneOn: Period; readonly result: CheckResult; readonly text: string };

export type CheckRefusal = 'already-done' | 'after-today' | 'no-words';

/** A check is done once. A second look is another check. */
export function doCheck(
  { isDone }: { readonly isDone: boolean },
  { doneOn, text }: CheckDone,
  today: CalendarDay,
): Result<'done', CheckRefusal> {
  if (isDone) return refused('already-done');
  if (doneOn.start > today) return refused('after-today');
  return text.trim() === '' ? refused('no-words') : ok('done');
}

export type CheckStanding = 'done' | 'due' | 'overdue' | 'later';

/** Due within a month of its day; overdue when a month has gone by. */
export function checkStanding(
  { dueOn, isDone }: { readonly dueOn: CalendarDay | null; readonly isDone: boolean },
  today: CalendarDay,
): CheckStanding {
  if (isDone) return 'done';
  if (!dueOn || addMonths(dueOn, -1) > today) return 'later';
  return today > addMonths(dueOn, 1) ? 'overdue' : 'due';
}
