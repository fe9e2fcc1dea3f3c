import { type CalendarDay } from '../../kernel/calendar-day.js';
import { type Months, monthsBetween, onDay, parsePeriod, type Period, toOneDecimal } from '../../kernel/period.js';

/** The dates of an episode as they are kept: what judgements say, and what a person recorded. */
export type EpisodeDates = {
  readonly triggerOn: string;
  readonly derivedTriggerOn: string | null;
  readonly notFailingOn: string | null;
  readonly derivedNotFailingOn: string | null;
  readonly recoveredOn: string | null;
  readonly closedOn: string | null;
};

export type EndOfFailure = 'not-failing' | 'recovered' | 'closed' | 'open';

/** How long an episode lasted. An open one has no `end` and is measured up to today. */
export type TimeInFailure = {
  readonly start: Period;
  readonly end: Period | null;
  readonly endKind: EndOfFailure;
  readonly months: Months;
};

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** The trigger by judgements where they tell it, otherwise the one that a person recorded. */
export const triggerOf = ({ derivedTriggerOn, triggerOn }: EpisodeDates): Period | null =>
  read(derivedTriggerOn) ?? read(triggerOn);

/** The first judgement that was not failing: worked out from judgements, otherwise as a person recorded it. */
export const notFailingOf = ({ derivedNotFailingOn, notFailingOn }: EpisodeDates): Period | null =>
  read(derivedNotFailingOn) ?? read(notFailingOn);

/**
 * Months from the trigger to the end, in the order in which an end counts: the first judgement that was not failing;
 * without one, the recovery that was decided; without that, the closing of the episode (a merger, a transfer). An
 * open episode is measured up to today and says so in `endKind`. Null when the trigger cannot be read.
 */
export function timeInFailure(dates: EpisodeDates, today: CalendarDay): TimeInFailure | null {
  const start = triggerOf(dates);
  if (!start) return null;
  const ends = [
    { end: notFailingOf(dates), endKind: 'not-failing' },
    { end: read(dates.recoveredOn), endKind: 'recovered' },
    { end: read(dates.closedOn), endKind: 'closed' },
  ] as const;
  const found = ends.find(({ end }) => end !== null) ?? { end: null, endKind: 'open' as const };
  return { start, ...found, months: monthsBetween(start, found.end ?? onDay(today)) };
}

export type CaseFigures = {
  /** Episodes with a known trigger and a first judgement that was not failing. */
  readonly n: number;
  /** Episodes left out, since no judgement on record says yet that they stopped failing. */
  readonly leftOut: number;
  /** Null when there is none to take it of. */
  readonly median: Months | null;
  readonly shortest: Months | null;
  readonly longest: Months | null;
};

const middleOfTwo = (a: Months, b: Months): Months => ({
  months: toOneDecimal((a.months + b.months) / 2),
  uncertainty: (a.uncertainty + b.uncertainty) / 2,
});

/**
 * The median of the months from trigger to first judgement that was not failing. Of an even number, half-way between
 * the two in the middle, with half of what both leave uncertain. Spells without such a judgement are left out and
 * counted, not guessed: the median of all, could it be known, may be longer.
 */
export function caseFigures(episodes: readonly EpisodeDates[]): CaseFigures {
  const spells = episodes
    .flatMap((dates) => {
      const start = triggerOf(dates);
      const end = notFailingOf(dates);
      return start && end ? [monthsBetween(start, end)] : [];
    })
    .toSorted((a, b) => a.months - b.months || a.uncertainty - b.uncertainty);
  const n = spells.length;
  const upper = spells[Math.floor(n / 2)];
  const lower = spells[Math.ceil(n / 2) - 1];
  return {
    n,
    leftOut: episodes.length - n,
    median: upper && lower ? middleOfTwo(lower, upper) : null,
    shortest: spells[0] ?? null,
    longest: spells.at(-1) ?? null,
  };
}
