import { addDays, addMonths, type CalendarDay, dayOf, daysBetween, partsOf } from '../../kernel/calendar-day.js';
import { publish, publishInTurn, publishLine, type Shown, usualPolicy } from '../../measures/domain/disclosure.js';
import type { WorkingCalendar } from '../../office/domain/working-days.js';
import { acknowledgeBy, type ConcernTheme, concernThemes } from './concern.js';

/** Of a concern only what is counted. */
export type CountedConcern = {
  readonly raisedOn: CalendarDay;
  readonly theme: ConcernTheme;
  readonly acknowledgedOn: CalendarDay | null;
  readonly outcomeSharedOn: CalendarDay | null;
};

export type StaffCount = { readonly countedOn: CalendarDay; readonly value: number };

/** A share of the concerns of a quarter. `due`: when it can first be told; until then nobody knows how it ends. */
export type ShownShare =
  | { readonly is: 'due'; readonly on: CalendarDay }
  | { readonly is: 'told'; readonly share: Shown };

export type ShownQuarter = {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  readonly raised: Shown;
  /** Concerns for every 100 staff, to one decimal; null where the number is withheld or the staff are not known. */
  readonly perHundred: number | null;
  readonly acknowledgedInTime: ShownShare;
  readonly toldInTime: ShownShare;
};

export type ShownYear = {
  readonly year: number;
  /** Null while the year lasts. */
  readonly raised: Shown | null;
  /** Null while the year lasts, and where the themes would tell what is withheld. */
  readonly themes: readonly { readonly theme: ConcernTheme; readonly raised: Shown }[] | null;
  readonly quarters: readonly ShownQuarter[];
};

/** Whoever raised a concern should have been told what came of it within so many days (lesson 5). */
export const daysToTell = 60;

const share = { ...usualPolicy, kind: 'share' } as const;
const scope = 'public';

const firstDayOf = (year: number, quarter: number): CalendarDay => dayOf(year, quarter * 3 - 2, 1);
const lastDayOf = (year: number, quarter: number): CalendarDay => addDays(addMonths(firstDayOf(year, quarter), 3), -1);

function shareOf(
  concerns: readonly CountedConcern[],
  {
    inTime,
    toldFrom,
    today,
  }: {
    readonly inTime: (concern: CountedConcern) => boolean;
    readonly toldFrom: CalendarDay;
    readonly today: CalendarDay;
  },
): ShownShare {
  if (today < toldFrom) return { is: 'due', on: toldFrom };
  const numerator = concerns.filter(inTime).length;
  const denominator = concerns.length;
  const value = denominator === 0 ? null : (numerator / denominator) * 100;
  return { is: 'told', share: publish({ value, numerator, denominator }, share, scope) };
}

/** The staff on the last count before the end of a quarter. */
const staffBefore = (end: CalendarDay, counts: readonly StaffCount[]): number | null =>
  counts.filter(({ countedOn }) => countedOn <= end).toSorted((a, b) => (a.countedOn < b.countedOn ? 1 : -1))[0]
    ?.value ?? null;

/**
 * The concerns of one body as others than its speak-up lead may know them: whole quarters and whole years that are over,
 * each figure through the disclosure function. Nothing that was shown once changes later, so that nobody learns of a
 * single concern by comparing two days: a quarter is told when it is over, shares when their time is over, a year only
 * where no single quarter can be worked out from it. `from`: the first day on which a concern could be raised here.
 */
export function shownCounts(
  concerns: readonly CountedConcern[],
  {
    from,
    today,
    staff,
    calendar,
  }: {
    readonly from: CalendarDay;
    readonly today: CalendarDay;
    readonly staff: readonly StaffCount[];
    readonly calendar: WorkingCalendar;
  },
): readonly ShownYear[] {
  const years: ShownYear[] = [];
  for (let { year } = partsOf(from); year <= partsOf(today).year; year += 1) {
    const over = [1, 2, 3, 4].filter((quarter) => lastDayOf(year, quarter) < today && lastDayOf(year, quarter) >= from);
    const within = (first: CalendarDay, last: CalendarDay): CountedConcern[] =>
      concerns.filter(({ raisedOn }) => raisedOn >= first && raisedOn <= last);
    const ofYear = within(firstDayOf(year, 1), lastDayOf(year, 4));
    const isOver = lastDayOf(year, 4) < today;
    const ofQuarters = over.map((quarter) => within(firstDayOf(year, quarter), lastDayOf(year, quarter)));
    const { cells, total } = publishInTurn(
      ofQuarters.map(({ length }) => ({ value: length })),
      { policy: usualPolicy, scope, total: isOver ? { value: ofYear.length } : null },
    );
    years.push({
      year,
      raised: total,
      themes: total?.is === 'number' ? themesOf(ofYear) : null,
      quarters: over.map((quarter, index) =>
        quarterOf(ofQuarters[index] ?? [], {
          year,
          quarter,
          raised: cells[index] ?? { is: 'letter', letter: 'x' },
          today,
          staff,
          calendar,
        }),
      ),
    });
  }
  return years.toReversed();
}

function quarterOf(
  concerns: readonly CountedConcern[],
  {
    year,
    quarter,
    raised,
    today,
    staff,
    calendar,
  }: {
    readonly year: number;
    readonly quarter: number;
    readonly raised: Shown;
    readonly today: CalendarDay;
    readonly staff: readonly StaffCount[];
    readonly calendar: WorkingCalendar;
  },
): ShownQuarter {
  const last = lastDayOf(year, quarter);
  const working = staffBefore(last, staff);
  const isTold = raised.is === 'number';
  const toldFrom = addDays(last, daysToTell + 1);
  const ofShare = (inTime: (concern: CountedConcern) => boolean, from: CalendarDay): ShownShare =>
    isTold || today < from
      ? shareOf(concerns, { inTime, toldFrom: from, today })
      : { is: 'told', share: { is: 'letter', letter: 'c' } };
  return {
    year,
    quarter,
    raised,
    perHundred: isTold && working ? Math.round((raised.value / working) * 1_000) / 10 : null,
    acknowledgedInTime: ofShare(
      ({ raisedOn, acknowledgedOn }) => acknowledgedOn !== null && acknowledgedOn <= acknowledgeBy(raisedOn, calendar),
      addDays(acknowledgeBy(last, calendar), 1),
    ),
    toldInTime: ofShare(
      ({ raisedOn, outcomeSharedOn }) =>
        outcomeSharedOn !== null && daysBetween(raisedOn, outcomeSharedOn) <= daysToTell,
      toldFrom,
    ),
  };
}

/** What the concerns of a year were about, where that gives nothing away. */
function themesOf(concerns: readonly CountedConcern[]): ShownYear['themes'] {
  const figures = concernThemes.map((theme) => ({ value: concerns.filter((one) => one.theme === theme).length }));
  const { cells, total } = publishLine(figures, { policy: usualPolicy, scope, total: { value: concerns.length } });
  if (total?.is !== 'number') return null;
  return concernThemes.map((theme, index) => ({ theme, raised: cells[index] ?? { is: 'letter', letter: 'x' } }));
}
