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
