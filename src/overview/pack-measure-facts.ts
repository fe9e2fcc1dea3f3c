import { withoutFullStop } from '../kernel/full-stop.js';
import { type CalendarDay, parseCalendarDay } from '../kernel/calendar-day.js';
import { parsePeriod, periodText } from '../kernel/period.js';
import { measuredOf, type MeasureSeries, readingOf } from '../measures/data/measure-facts.js';
import type { Scope } from '../measures/domain/disclosure.js';
import { drawnLimits } from '../measures/domain/drawn-limits.js';
import { dipEnds, isBeyondDip } from '../measures/domain/expected-dip.js';
import { sayAssurance, sayEntry, sayValue, sayVariation, variationLabel } from '../measures/domain/measure-words.js';
import { latestOf, readSeries, type Series } from '../measures/domain/series.js';
import { formatDay, formatPeriod, plural } from '../shell/format.js';
import type { PackMeasurePartRow } from './data/pack-record.row.js';
import type { PackLimits, PackPoint } from './domain/pack/pack-chart.js';
import type { PackMeasure } from './domain/pack/pack-facts.js';

/** No more numbers than a small picture can show; the page of the measure has all. */
const mostPoints = 24;

function pointsOf({ entries }: Series): readonly PackPoint[] {
  return entries.flatMap((entry): PackPoint[] => {
    const { fact, shown, joined, point } = entry;
    if (!fact.on) return [];
    return [
      {
        on: periodText(fact.on),
        value: shown.is === 'number' ? shown.value : null,
        letter: shown.is === 'letter' ? shown.letter : null,
        joined,
        special: point?.meaning !== null && point?.meaning !== undefined,
      },
    ];
  });
}

/** The limits by the places of the points that they are held against, of those that are shown. */
function limitsOf(row: MeasureSeries['row'], series: Series, shown: readonly PackPoint[]): readonly PackLimits[] {
  const { entries, limits } = series;
  const measured = measuredOf(row, series);
  const dated = entries.flatMap(({ fact }) => (fact.on ? [periodText(fact.on)] : []));
  const first = dated.length - shown.length;
  const placeOf = (text: string): number => dated.indexOf(text) - first;
  return limits.flatMap(({ from, to, mean, ...own }) => {
    const [start, end] = [Math.max(0, placeOf(periodText(from))), placeOf(periodText(to))];
    return end < 0 ? [] : [{ from: start, to: end, mean, ...drawnLimits(own, measured) }];
  });
}

type Dip = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly months: number;
  readonly limit: number;
  readonly why: string;
  readonly decisionRef: string | null;
};

const dipsIn = (parts: readonly PackMeasurePartRow[]): readonly Dip[] =>
  parts.flatMap(({ part, fromOn, months, limitValue, text, decisionRef }) => {
    const from = parseCalendarDay(fromOn);
    if (part !== 'dip' || !from || months === null || limitValue === null) return [];
    return [{ from, to: dipEnds(from, months), months, limit: limitValue, why: text, decisionRef }];
  });

/** Whether a measure went further than a dip that was written down, while it was expected; or fell on after it. */
const wentBeyond = ({ row }: MeasureSeries, { entries }: Series, { from, limit }: Dip): boolean =>
  entries.some(
    ({ fact, shown }) =>
      fact.on !== null &&
      fact.on.start >= from &&
      shown.is === 'number' &&
      isBeyondDip(shown.value, limit, readingOf(row).polarity),
  );

function dipWords(measure: MeasureSeries, series: Series, dip: Dip): string {
  const { unit } = measure.row;
  const side = readingOf(measure.row).polarity === 'lower' ? 'above' : 'below';
  const went = wentBeyond(measure, series, dip) ? 'It went beyond that.' : 'It has stayed within that.';
  const decided = dip.decisionRef ? ` (${dip.decisionRef})` : '';
  return `A dip was expected in writing on ${formatDay(dip.from)}${decided}, for up to ${plural(dip.months, 'month')} and not ${side} ${sayValue(dip.limit, unit)}, because ${lowerFirst(dip.why)} ${went}`;
}

const lowerFirst = (text: string): string => {
  const said = `${withoutFullStop(text.trim())}.`;
  return /^[A-Z][a-z]/.test(said) ? said.charAt(0).toLowerCase() + said.slice(1) : said;
};

const read = (measure: MeasureSeries, scope: Scope): Series =>
  readSeries(measure.values, readingOf(measure.row), { scope, baselines: measure.baselines, breaks: measure.breaks });

/** The parts of one measure that the readers of a form may know of. */
const partsFor = (
  { row }: MeasureSeries,
  parts: readonly PackMeasurePartRow[],
  scope: Scope,
): readonly PackMeasurePartRow[] =>
  parts.filter(({ ref, visibility }) => ref === row.ref && (scope === 'board' || visibility === 'public'));

/** Measures that went beyond a dip that was written down for them: what a board should hear of. */
export const beyondDips = (
  measures: readonly MeasureSeries[],
  parts: readonly PackMeasurePartRow[],
): readonly { readonly ref: string; readonly name: string }[] =>
  measures.flatMap((measure) => {
    const series = read(measure, 'board');
    const dips = dipsIn(partsFor(measure, parts, 'board'));
    const { ref, name } = measure.row;
    return dips.some((dip) => wentBeyond(measure, series, dip)) ? [{ ref, name }] : [];
  });

const periodWords = (on: string | null): string => {
  const period = on === null ? null : parsePeriod(on);
  return period ? formatPeriod(period) : 'a day that is not known';
};

/** What a reader of the numbers should know: definitions that changed, limits that were moved, numbers that are missing. */
export function dataNotes(
  measures: readonly MeasureSeries[],
  parts: readonly PackMeasurePartRow[],
  scope: Scope,
): readonly string[] {
  return measures.flatMap((measure) => {
    const { ref, name } = measure.row;
    const head = `${ref} ${name}:`;
    const { count, entries } = read(measure, scope);
    return [
      ...(count === 0 ? [`${head} there is no number with a date.`] : []),
      ...(entries.some(({ fact }) => fact.status === 'provisional')
        ? [`${head} some of its numbers are provisional.`]
        : []),
      ...partsFor(measure, parts, scope).flatMap(({ part, fromOn, toOn, edition, text, decisionRef }) => {
        if (part === 'definition')
          return [`${head} edition ${edition} of its definition holds from ${periodWords(fromOn)}. ${text}`];
        if (part === 'dip') return [];
        const decided = decisionRef ? ` by decision ${decisionRef}` : '';
        return [`${head} its limits are drawn from ${periodWords(fromOn)} to ${periodWords(toOn)}${decided}. ${text}`];
      }),
    ];
  });
}

/** A measure as its readers may see it: everything that is said of it goes through the disclosure function. */
export function packMeasure(
  measure: MeasureSeries,
  scope: Scope,
  parts: readonly PackMeasurePartRow[] = [],
): PackMeasure {
  const { row } = measure;
  const series = read(measure, scope);
  const latest = latestOf(series);
  const points = pointsOf(series).slice(-mostPoints);
  const own = partsFor(measure, parts, scope);
  const definition = own.findLast(({ part }) => part === 'definition') ?? null;
  return {
    ref: row.ref,
    name: row.name,
    definition: definition?.text ?? null,
    definitionEdition: definition?.edition ?? 1,
    unit: row.unit,
    newest: latest ? sayEntry(latest, row.unit) : 'No number on the record',
    newestOn: latest?.fact.on ? periodText(latest.fact.on) : null,
    values: series.count,
    says: variationLabel(series.variation),
    sentence: sayVariation(series),
    assurance: sayAssurance(series.assurance),
    target: row.target === null ? null : sayValue(row.target, row.unit),
    readWith: row.pairRef && row.pairName ? `${row.pairRef} ${row.pairName}` : null,
    notes: dipsIn(own).map((dip) => dipWords(measure, series, dip)),
    safetyCritical: row.safetyCritical === 1,
    role: row.role,
    series: { points, limits: limitsOf(row, series, points), target: row.target },
  };
}
