import { addDays, addMonths, type CalendarDay, dayOf, partsOf } from '../../kernel/calendar-day.js';
import { type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import type { ConcernQuarter } from './lesson5/facts.js';

type Counted = { readonly raisedOn: CalendarDay };
/** How many people worked for the organisation. */
export type StaffCounted = { readonly on: Period; readonly value: number };

const quarterStart = (day: CalendarDay): CalendarDay => {
  const { year, month } = partsOf(day);
  return dayOf(year, month - ((month - 1) % 3), 1);
};

/** Days after which whoever raised a concern should have been told what came of it (lesson 5). */
export const toldDays = 60;

/** The last day of the last quarter that is over on a day, that day included. */
function lastQuarterEnd(day: CalendarDay): CalendarDay {
  const current = quarterStart(day);
  const end = addDays(addMonths(current, 3), -1);
  return end === day ? end : addDays(current, -1);
}

/**
 * The day by which answers are counted: 60 days after the end of a quarter, the latest such day that is no later than
 * `asOf`. So a number about people changes four times a year, by a whole quarter: read day by day it would tell when a
 * single concern was raised, and whether it was answered.
 */
export const answersReadOn = (asOf: CalendarDay): CalendarDay =>
  addDays(lastQuarterEnd(addDays(asOf, -toldDays)), toldDays);

/** The four full quarters up to a day, or those of the year before: first and last day. */
export function fourQuarters(
  asOf: CalendarDay,
  which: 'last' | 'before',
): { readonly from: CalendarDay; readonly to: CalendarDay } {
  const end = lastQuarterEnd(asOf);
  const after = addMonths(addDays(end, 1), which === 'last' ? 0 : -12);
  return { from: addMonths(after, -12), to: addDays(after, -1) };
}

/**
 * The full quarters of the calendar up to `asOf`, since concerns began to be counted: since the first concern or the
 * first count of staff, whichever is the earlier, in whose quarter counting was not yet full. None where nobody has
 * counted the staff. At most 40, ten years.
 */
export function concernQuarters(
  concerns: readonly Counted[],
  staff: readonly StaffCounted[],
  asOf: CalendarDay,
): readonly ConcernQuarter[] {
  const counts = staff
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => (periodMiddle(a.on) < periodMiddle(b.on) ? -1 : 1));
  const [firstCount] = counts;
  if (!firstCount) return [];
  const began = concerns
    .map(({ raisedOn }) => raisedOn)
    .reduce((first, on) => (on < first ? on : first), periodMiddle(firstCount.on));
  const current = quarterStart(asOf);
  // The quarter that ends with the day of the reading is full.
  const last = addDays(addMonths(current, 3), -1) === asOf ? current : addMonths(current, -3);
  const starts = Array.from({ length: 40 }, (_none, back) => addMonths(last, -3 * back)).filter(
    (from) => from >= began,
  );
  return starts.toReversed().map((from) => {
    const to = addDays(addMonths(from, 3), -1);
    const { year, month } = partsOf(from);
    return {
      key: `${year}-Q${Math.ceil(month / 3)}`,
      from,
      to,
      concerns: concerns.filter(({ raisedOn }) => raisedOn >= from && raisedOn <= to).length,
      headcount: (counts.findLast(({ on }) => periodEnd(on) <= to) ?? firstCount).value,
    };
  });
}
