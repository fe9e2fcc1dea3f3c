import { groupBy } from '../../kernel/group-by.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { type FigureKind, figureKinds, type Scope } from '../domain/disclosure.js';
import type { Measured } from '../domain/drawn-limits.js';
import { frequencies, type Frequency } from '../domain/measure.js';
import {
  type BaselineFact,
  type Reading,
  readSeries,
  type Series,
  type ValueFact,
  valuesKnownBy,
} from '../domain/series.js';
import { polarities, type Polarity } from '../domain/xmr.js';
import type { MeasurePartRow, MeasureRow, MeasureValueRow } from './measure-pages.row.js';

const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** What a row says that code does not know is read as what claims least. */
const oneOf = <Code extends string>(code: string, codes: readonly Code[], otherwise: Code): Code =>
  codes.find((one) => one === code) ?? otherwise;

/** How the numbers of a measure are read. A kind that nobody knows is protected as people are. */
export const readingOf = (row: MeasureRow): Reading => ({
  policy: {
    kind: oneOf<FigureKind>(row.kind, figureKinds, 'people'),
    smallNumbers: row.smallNumbers === 1,
    threshold: row.threshold,
    suppressZero: row.suppressZero === 1,
    roundTo: row.roundTo,
  },
  polarity: oneOf<Polarity>(row.polarity, polarities, 'neither'),
  frequency: oneOf(row.frequency, Object.keys(frequencies) as Frequency[], 'irregular'),
  target: row.target,
});

const valueOf = ({ occurredOn, knownOn, verified, inferred, visibility, ...row }: MeasureValueRow): ValueFact => ({
  ...row,
  on: when(occurredOn),
  knownOn: when(knownOn),
  verified: verified === 1,
  inferred: inferred === 1,
  isForBoard: visibility === 'board',
});

/** The numbers of each measure. */
export const valuesByMeasure = (rows: readonly MeasureValueRow[]): ReadonlyMap<string, readonly ValueFact[]> =>
  new Map([...groupBy(rows, ({ measureId }) => measureId)].map(([id, own]) => [id, own.map(valueOf)]));

export const baselinesOf = (parts: readonly MeasurePartRow[]): readonly BaselineFact[] =>
  parts.flatMap(({ part, startsOn, endsOn, lockedOn, text }) => {
    const [from, to] = [when(startsOn), when(endsOn)];
    return part === 'baseline' && from && to ? [{ from, to, reason: text, lockedOn: when(lockedOn) }] : [];
  });

/** The first periods of the definitions that changed an earlier one. */
export const breaksOf = (parts: readonly MeasurePartRow[]): readonly Period[] =>
  parts.flatMap(({ part, edition, startsOn }) => (part === 'definition' && edition > 1 ? (when(startsOn) ?? []) : []));

const beganBy = (on: Period | null, day: CalendarDay): boolean => on === null || on.start <= day;

/** What was decided of a measure by a day: limits of then know no later baseline, and no later definition. */
export const partsKnownBy = (parts: readonly MeasurePartRow[], day: CalendarDay): readonly MeasurePartRow[] =>
  parts.filter(({ part, edition, startsOn, lockedOn }) => {
    if (part === 'baseline') return beganBy(when(lockedOn), day);
    return part === 'definition' && edition === 1 ? true : beganBy(when(startsOn), day);
  });

/** The same measure as it was known by a day; none of its numbers is left where none was known. */
export const seriesKnownBy = (measure: MeasureSeries, day: CalendarDay): MeasureSeries => ({
  ...measure,
  values: valuesKnownBy(measure.values, day),
  baselines: measure.baselines.filter(({ lockedOn = null }) => beganBy(lockedOn, day)),
  breaks: measure.breaks.filter((on) => beganBy(on, day)),
});

/** A measure with all that its chart is made from. */
export type MeasureSeries = {
  readonly row: MeasureRow;
  readonly values: readonly ValueFact[];
  readonly baselines: readonly BaselineFact[];
  readonly breaks: readonly Period[];
  /** For whom it is read: true numbers for the people of the body, what the rules leave for everybody else. */
  readonly scope: Scope;
};

/** Reads a measure as far as its reader may see it. */
export const seriesOf = ({ row, values, baselines, breaks, scope }: MeasureSeries): Series =>
  readSeries(values, readingOf(row), { scope, baselines, breaks });

/** What the limits of a measure are drawn by: what it counts, and how far its numbers went. */
export const measuredOf = (row: MeasureRow, { entries }: Pick<Series, 'entries'>): Measured => ({
  kind: readingOf(row).policy.kind,
  unit: row.unit,
  numbers: entries.flatMap(({ shown }) => (shown.is === 'number' ? [shown.value] : [])),
});

/** Lays together what three queries gave, in the order of the measures. */
export function seriesTogether(
  rows: readonly MeasureRow[],
  values: readonly MeasureValueRow[],
  parts: readonly (MeasurePartRow & { readonly measureId: string })[],
  eyes: readonly string[] = [],
): readonly MeasureSeries[] {
  const valuesOf = valuesByMeasure(values);
  const partsOf = groupBy(parts, ({ measureId }) => measureId);
  return rows.map((row) => ({
    row,
    values: valuesOf.get(row.id) ?? [],
    baselines: baselinesOf(partsOf.get(row.id) ?? []),
    breaks: breaksOf(partsOf.get(row.id) ?? []),
    scope: eyes.includes(row.organisationId) ? 'board' : 'public',
  }));
}
