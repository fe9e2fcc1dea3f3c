import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { type Assurance, assuranceOf, type NoAssurance } from './assurance.js';
import {
  chartValue,
  type DisclosurePolicy,
  type Figure,
  isProtected,
  isWithheld,
  letter,
  letters,
  mayShowLimits,
  publish,
  publishOverTime,
  publishRevised,
  type Scope,
  type Shown,
} from './disclosure.js';
import type { Frequency } from './measure.js';
import {
  type ChartPoint,
  currentLimits,
  type Limits,
  type Meaning,
  type NoLimits,
  type Polarity,
  type Signal,
  type Stretch,
  xmrChart,
} from './xmr.js';

/** One number of one period, in one edition. `position` is the same for all editions of a period. */
export type ValueFact = Figure & {
  readonly id: string;
  readonly position: number;
  readonly edition: number;
  readonly on: Period | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly status: string;
  readonly flag: string | null;
  readonly knownOn: Period | null;
  readonly verified: boolean;
  readonly inferred: boolean;
  readonly note: string | null;
  /** Only the people of the body may read it. */
  readonly isForBoard?: boolean;
  /** Why it is so far from the others. */
  readonly jumpReason?: string | null;
};

export type BaselineFact = {
  readonly from: Period;
  readonly to: Period;
  readonly reason: string;
  /** When it was decided; absent where nobody wrote it down. */
  readonly lockedOn?: Period | null;
};

/** What of a measure decides how its numbers are read. */
export type Reading = {
  readonly policy: DisclosurePolicy;
  readonly polarity: Polarity;
  readonly frequency: Frequency;
  readonly target: number | null;
};

export type Entry = {
  /** The edition that stands. */
  readonly fact: ValueFact;
  readonly shown: Shown;
  /** Both ends where the source gives a range, and neither would tell what is withheld. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** What was written beside it; nothing beside a withheld number, which words could tell. */
  readonly note: string | null;
  /** What was said of the same period before, the oldest first. */
  readonly earlier: readonly { readonly fact: ValueFact; readonly shown: Shown }[];
  /** A newer number is withheld, since the difference would tell of few people. */
  readonly isNewerWithheld: boolean;
  /** Whether a line may lead to it from the number before it. */
  readonly joined: boolean;
  /** Whether another scale or definition begins with it. */
  readonly startsScale: boolean;
  /** What the chart says of it; null without a date. */
  readonly point: ChartPoint | null;
};

/** Limits with the first and the last period that they are held against. */
export type SeriesLimits = Limits & { readonly from: Period; readonly to: Period };

/** `withheld`: a number of the baseline is, and limits would help to work it out. */
export type Variation =
  | { readonly is: 'no-limits'; readonly because: NoLimits | 'withheld' }
  | { readonly is: 'chance' }
  | { readonly is: 'special'; readonly signals: readonly Signal[]; readonly meaning: Meaning };

export type Series = {
  /** In the order of their periods; those without a date come last. */
  readonly entries: readonly Entry[];
  readonly limits: readonly SeriesLimits[];
  /** The limits that the newest number is held against. */
  readonly current: SeriesLimits | null;
  /** How many dated numbers there are to see. */
  readonly count: number;
  /** How many of them stand since the definition or the scale last changed. */
  readonly countSinceBreak: number;
  /** What the newest dated number says. */
  readonly variation: Variation;
  readonly assurance: Assurance | NoAssurance;
};

/**
 * The newest dated entry that says something: a number, or that one is withheld. Where nothing is known but that a
 * number was spoken of, that; without any date, the last that was written down.
 */
export function latestOf({ entries }: Pick<Series, 'entries'>): Entry | null {
  const dated = entries.filter(({ fact }) => fact.on !== null);
  const said = dated.findLast(({ shown }) => shown.is === 'number' || shown.letter !== 'x');
  return said ?? dated.at(-1) ?? entries.at(-1) ?? null;
}

/** The values that had become known by a day. */
export const valuesKnownBy = (values: readonly ValueFact[], day: CalendarDay): readonly ValueFact[] =>
  values.filter((value) => knownBy(value, day));

/** Reads the numbers of a measure for whoever may see them: what stands, what is withheld, and what the chart says. */
export function readSeries(
  values: readonly ValueFact[],
  { policy, polarity, frequency, target }: Reading,
  {
    scope,
    baselines = [],
    breaks = [],
  }: {
    readonly scope: Scope;
    readonly baselines?: readonly BaselineFact[];
    /** The first periods of changed definitions. */
    readonly breaks?: readonly Period[];
  },
): Series {
  const standing = [...groupBy(values, ({ position }) => position).values()].map((editions) =>
    standingOf(editions, policy, scope),
  );
  const dated = standing.filter(({ fact }) => fact.on !== null).toSorted(byDate);
  const covered = coverOverTime(dated, policy, scope);
  const slots = slotsOf(covered, { frequency, breaks });
  const chart = xmrChart(
    slots.map((slot) => (slot ? chartValue(slot.shown) : null)),
    {
      polarity,
      baselines: baselines.flatMap((baseline) => stretchOf(slots, baseline) ?? []),
      breaks: slots.flatMap((slot, index) => (slot?.isBroken ? [index] : [])),
    },
  );
  const open = chart.limits.filter(({ baseline }) =>
    mayShowLimits(slots.slice(baseline.from, baseline.to + 1).flatMap((slot) => (slot ? [slot.shown] : []))),
  );
  const limits = open.map((one): SeriesLimits => ({ ...one, ...spanOf(slots, one.over) }));
  const newest = currentLimits(chart);
  const current = limits.find(({ over }) => over.to === newest?.over.to) ?? null;
  const points = slots.flatMap((slot, index): Entry[] => {
    if (!slot) return [];
    const point = chart.points[index] ?? null;
    const isOpen = open.some(({ over }) => index >= over.from && index <= over.to);
    const told = point && !isOpen ? { ...point, signals: [], meaning: null } : point;
    const { fact, shown, earlier, isNewerWithheld } = slot;
    const { range, note } = beside(slot, policy, scope);
    // Written out: copying one object into another by its names takes most of the time of a long series.
    return [
      {
        fact,
        shown,
        range,
        note,
        earlier,
        isNewerWithheld,
        joined: isJoined(slots, index),
        startsScale: slot.isBroken,
        point: told,
      },
    ];
  });
  const undated = standing
    .filter(({ fact }) => fact.on === null)
    .toSorted((a, b) => a.fact.position - b.fact.position)
    .map((one): Entry => ({
      ...one,
      ...beside(one, policy, scope),
      joined: false,
      startsScale: false,
      point: null,
    }));
  return {
    entries: [...points, ...undated],
    limits,
    current,
    count: chart.count,
    countSinceBreak: chart.countSinceBreak,
    variation: variationOf(points, { current, noLimits: newest && !current ? 'withheld' : chart.noLimits }),
    assurance: assuranceOf(current, { target, polarity }),
  };
}

type Standing = Pick<Entry, 'fact' | 'shown' | 'earlier' | 'isNewerWithheld'>;

/** What stands beside a number, as far as the number itself may be seen. */
function beside({ fact, shown }: Standing, policy: DisclosurePolicy, scope: Scope): Pick<Entry, 'range' | 'note'> {
  if (isWithheld(shown)) return { range: null, note: null };
  const [low, high] = [fact.low, fact.high].map((end) => publish({ value: end }, policy, scope));
  const range = low?.is === 'number' && high?.is === 'number' ? { low: low.value, high: high.value } : null;
  return { range, note: fact.note };
}

const isLetter = (flag: string | null): flag is (typeof letters)[number] => letters.some((one) => one === flag);

/** What whoever publishes it wrote instead of a number is said as it stands. */
const shownOf = (fact: ValueFact, policy: DisclosurePolicy, scope: Scope): Shown =>
  fact.value === null ? letter(isLetter(fact.flag) ? fact.flag : 'x') : publish(fact, policy, scope);

/** The newest edition; the one before it where the newest may not be shown beside it. */
function standingOf(editions: readonly ValueFact[], policy: DisclosurePolicy, scope: Scope): Standing {
  const [first, ...later] = editions.toSorted((a, b) => a.edition - b.edition);
  if (!first) throw new Error('A period without a number has no edition');
  const start: Standing = { fact: first, shown: shownOf(first, policy, scope), earlier: [], isNewerWithheld: false };
  return later.reduce((before, fact): Standing => {
    const shown =
      fact.value === null ? shownOf(fact, policy, scope) : publishRevised(fact, { before: before.fact, policy, scope });
    if (isWithheld(shown) && before.shown.is === 'number') return { ...before, isNewerWithheld: true };
    const earlier = [...before.earlier, { fact: before.fact, shown: before.shown }];
    return { fact, shown, earlier, isNewerWithheld: false };
  }, start);
}

const byDate = (a: Standing, b: Standing): number =>
  a.fact.on && b.fact.on ? byPeriod(a.fact.on, b.fact.on) || a.fact.position - b.fact.position : 0;

const isWithin = (part: Period, whole: Period): boolean =>
  part.start >= whole.start && periodEnd(part) <= periodEnd(whole);

/** How many parts of each kind make a whole one up. */
const partsOfWhole: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  year: { quarter: 4, month: 12 },
  quarter: { month: 3 },
};

/** The sets of parts on the record that make a period up whole: its four quarters, its twelve months. */
function wholesOf(
  whole: Standing,
  dated: readonly Standing[],
): readonly { readonly whole: Standing; readonly parts: readonly Standing[] }[] {
  const { on } = whole.fact;
  return Object.entries(partsOfWhole[on?.precision ?? ''] ?? {}).flatMap(([precision, needed]) => {
    const parts = dated.filter(({ fact }) => fact.on?.precision === precision && on && isWithin(fact.on, on));
    return parts.length === needed ? [{ whole, parts }] : [];
  });
}

/** Years beside their quarters and the like: one withheld part never stands alone, and no whole gives it away. */
function coverOverTime(dated: readonly Standing[], policy: DisclosurePolicy, scope: Scope): readonly Standing[] {
  if (scope === 'board' || !isProtected(policy)) return dated;
  const shown = new Map(dated.map((one) => [one, one.shown]));
  const withhold = (one: Standing | undefined, cell: Shown | null): void => {
    if (one && cell && isWithheld(cell)) shown.set(one, cell);
  };
  for (const { whole, parts } of dated.flatMap((one) => wholesOf(one, dated))) {
    const facts = parts.map(({ fact }) => fact);
    const line = publishOverTime(whole.fact, facts, { policy, scope });
    for (const [index, cell] of line.cells.entries()) withhold(parts[index], cell);
    withhold(whole, line.total);
  }
  return dated.map((one) => ({ ...one, shown: shown.get(one) ?? one.shown }));
}

/** A place on the chart: a number, or the gap that a missing period or a break of the scale leaves. */
type Slot = (Standing & { readonly isBroken: boolean }) | null;

const placeOf = ({ start, precision }: Period): number => {
  const { year, month } = partsOf(start);
  if (precision === 'year') return year;
  return precision === 'quarter' ? year * 4 + Math.ceil(month / 3) : year * 12 + month;
};

/** Whether another scale begins with it: somebody flagged it so, or the definition changed since the number before. */
const breaksAt = (before: Standing, here: Standing, breaks: readonly Period[]): boolean =>
  here.fact.flag === 'b' ||
  breaks.some(
    ({ start }) => here.fact.on && before.fact.on && before.fact.on.start < start && here.fact.on.start >= start,
  );

const inPlace = ({ fact, shown, earlier, isNewerWithheld }: Standing, isBroken: boolean): Slot => ({
  fact,
  shown,
  earlier,
  isNewerWithheld,
  isBroken,
});

/** The numbers in their order, with a gap wherever periods are missing, and before every break of the scale. */
function slotsOf(
  dated: readonly Standing[],
  { frequency, breaks }: { readonly frequency: Frequency; readonly breaks: readonly Period[] },
): readonly Slot[] {
  const isRegular = frequency !== 'irregular' && dated.every(({ fact }) => fact.on?.precision === frequency);
  return dated.flatMap((one, index): Slot[] => {
    const before = dated[index - 1];
    const whole = inPlace(one, false);
    if (!before) return [whole];
    if (breaksAt(before, one, breaks)) return [null, inPlace(one, true)];
    if (!isRegular || !one.fact.on || !before.fact.on) return [whole];
    const missing = Math.max(0, placeOf(one.fact.on) - placeOf(before.fact.on) - 1);
    return [...Array.from({ length: missing }, () => null), whole];
  });
}

const isJoined = (slots: readonly Slot[], index: number): boolean => {
  const [before, here] = [slots[index - 1], slots[index]];
  return before?.shown.is === 'number' && here?.shown.is === 'number';
};

/** The places of a baseline that somebody decided; null where no number of the series lies in it. */
function stretchOf(slots: readonly Slot[], { from, to }: BaselineFact): Stretch | null {
  const inside = slots.flatMap((slot, index) => {
    const on = slot?.fact.on;
    return on && on.start >= from.start && periodEnd(on) <= periodEnd(to) ? [index] : [];
  });
  const [first, last] = [inside[0], inside.at(-1)];
  return first === undefined || last === undefined ? null : { from: first, to: last };
}

function spanOf(slots: readonly Slot[], { from, to }: Stretch): { from: Period; to: Period } {
  const dates = slots.slice(from, to + 1).flatMap((slot) => slot?.fact.on ?? []);
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) throw new Error('Limits without a number cannot be drawn');
  return { from: first, to: last };
}

function variationOf(
  points: readonly Entry[],
  { current, noLimits }: { readonly current: SeriesLimits | null; readonly noLimits: NoLimits | 'withheld' | null },
): Variation {
  if (!current) return { is: 'no-limits', because: noLimits ?? 'too-few' };
  const newest = points.findLast(({ shown }) => shown.is === 'number')?.point;
  if (!newest?.meaning) return { is: 'chance' };
  return { is: 'special', signals: newest.signals, meaning: newest.meaning };
}
