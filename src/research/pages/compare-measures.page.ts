import { type MeasureSeries, seriesOf } from '../../measures/data/measure-facts.js';
import type { MeasureRow } from '../../measures/data/measure-pages.row.js';
import { chartValue } from '../../measures/domain/disclosure.js';
import { sayEntry, sayShort } from '../../measures/domain/measure-words.js';
import type { Entry } from '../../measures/domain/series.js';
import { addDays, dayNumber } from '../../kernel/calendar-day.js';
import { daysPerMonth, type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import { type MonthPoint, monthLines } from '../../shell/charts/month-lines.js';
import type { Figure } from '../../shell/figure.js';
import type { Choice } from '../../shell/filters.js';
import { formatPeriod, plural } from '../../shell/format.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { type Aligned, type ClockRange, onClock } from '../domain/clock-range.js';
import { sayClock } from './compare-words.page.js';

/** A measure of a case with what exactly it counts, as its newest definition says. */
export type ComparedMeasure = MeasureSeries & { readonly definition: string | null };

/** By what measures of different bodies are taken to be the same: their name and their unit. */
export const measureKey = ({ name, unit }: Pick<MeasureRow, 'name' | 'unit'>): string => `${name} (${unit})`;

/** What may be asked for: those that more of the cases have come first. */
export function measureChoices(rows: readonly MeasureRow[], cases: number): readonly Choice[] {
  const holders = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = measureKey(row);
    holders.set(key, (holders.get(key) ?? new Set()).add(row.organisationId));
  }
  return [...holders]
    .toSorted(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1))
    .map(([key, { size }]) => ({ value: key, text: `${key}: ${size} of ${plural(cases, 'organisation')}` }));
}

export type MeasurePart = {
  readonly heading: string;
  readonly panels: readonly Figure[];
  /** Cases that are not drawn, each with why. */
  readonly without: readonly string[];
  readonly cautions: readonly string[];
};

type Placed = { readonly aligned: Aligned & { readonly zero: Period }; readonly measure: ComparedMeasure };

const monthOf = (zero: Period, day: number): number => (day - dayNumber(periodMiddle(zero))) / daysPerMonth;

function pointsOf({ aligned: { zero }, measure }: Placed): readonly MonthPoint[] {
  return seriesOf(measure).entries.flatMap((entry) => {
    const { on } = entry.fact;
    if (!on) return [];
    const value = chartValue(entry.shown);
    return [
      {
        from: monthOf(zero, dayNumber(on.start)),
        to: monthOf(zero, dayNumber(addDays(periodEnd(on), 1))),
        at: monthOf(zero, dayNumber(periodMiddle(on))),
        value,
        letter: entry.shown.is === 'letter' ? entry.shown.letter : null,
        joined: entry.joined,
        title: `${formatPeriod(on)}: ${sayEntry(entry, measure.row.unit)}`.replaceAll('\u00a0', ' '),
      },
    ];
  });
}

function valuesTable({ aligned: { one, zero }, measure }: Placed, entries: readonly Entry[]): Table {
  return stacked({
    id: `values-${one.of.ref}`,
    caption: `${measure.row.name}, ${one.of.organisation}`,
    captionHidden: true,
    head: tableHead([
      { text: 'When' },
      { text: 'Months from zero', numeric: true },
      { text: measure.row.unit, numeric: true },
    ]),
    rows: entries.map((entry) => ({
      cells: [
        { text: entry.fact.on ? formatPeriod(entry.fact.on) : 'Not known when', header: true },
        { text: entry.fact.on ? sayClock(onClock(zero, entry.fact.on)) : 'no month', numeric: true },
        {
          text: sayEntry(entry, measure.row.unit),
          numeric: true,
          note: entry.startsScale ? 'Another definition or scale begins here' : null,
        },
      ],
    })),
  });
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * The same measure of every case that has it, one small picture each, on one clock and one scale. As everybody may see
 * it: a withheld number is a gap with its letter. Never one line across a changed definition.
 */
export function measurePart(
  key: string,
  cases: readonly Aligned[],
  { measures, range }: { readonly measures: readonly ComparedMeasure[]; readonly range: ClockRange | null },
): MeasurePart {
  const placed = cases.flatMap(({ one, zero }): readonly Placed[] => {
    const measure = measures.find(({ row }) => row.organisationId === one.of.organisationId && measureKey(row) === key);
    return measure && zero ? [{ aligned: { one, zero }, measure }] : [];
  });
  const drawn = placed.map((each) => ({ ...each, points: pointsOf(each) }));
  const isInRange = ({ at, value }: MonthPoint): boolean =>
    value !== null && range !== null && at >= range.from && at <= range.until;
  const values = drawn.flatMap(({ points }) => points.filter(isInRange).flatMap(({ value }) => value ?? []));
  const shown = drawn.filter(({ points }) => points.some(isInRange));
  const definitions = new Map<string, string[]>();
  for (const { aligned, measure } of placed) {
    const text = measure.definition ?? 'no definition on the record';
    definitions.set(text, [...(definitions.get(text) ?? []), aligned.one.of.ref]);
  }
  const changed = placed.filter(({ measure }) => measure.breaks.length > 0);
  return {
    heading: `${key}, on one scale`,
    panels: shown.map(({ aligned, measure, points }) => ({
      id: `measure-${aligned.one.of.ref}`,
      headline: aligned.one.of.organisation,
      subtitle: `${measure.row.name} (${measure.row.unit})`,
      pictures: [
        monthLines(
          {
            from: range?.from ?? 0,
            until: range?.until ?? 12,
            values,
            points,
            breaks: measure.breaks.map((on) => ({
              at: monthOf(aligned.zero, dayNumber(on.start)),
              title: `Another definition begins: ${formatPeriod(on)}`,
            })),
            say: (value) => sayShort(value, measure.row.unit),
          },
          {
            id: `measure-drawing-${aligned.one.of.ref}`,
            title: `${measure.row.name}, ${aligned.one.of.organisation}`,
            description: `${plural(points.filter(isInRange).length, 'number')} on the clock of the comparison.`,
          },
        ),
      ],
      source: `${measure.row.ref}, as everybody may see it: what is withheld is a gap.`,
      table: valuesTable({ aligned, measure }, seriesOf(measure).entries),
    })),
    without: cases.flatMap(({ one, zero }) => {
      if (shown.some(({ aligned }) => aligned.one.of.ref === one.of.ref)) return [];
      const has = measures.some(({ row }) => row.organisationId === one.of.organisationId && measureKey(row) === key);
      const why = !has
        ? 'it has no such measure on the public record'
        : zero === null
          ? 'it has no month zero'
          : 'none of its numbers lies in these months, or all are withheld';
      return [`${one.of.organisation} (${one.of.ref}) is not drawn: ${why}.`];
    }),
    cautions: [
      ...(definitions.size > 1
        ? [
            `It is not defined alike: ${[...definitions].map(([text, refs]) => `${refs.join(', ')}, ${lowerFirst(text)}`).join('; ')}. The lines are not to be read against one another.`,
          ]
        : []),
      ...(changed.length > 0
        ? [
            `Its definition changed in ${changed.map(({ aligned }) => aligned.one.of.ref).join(', ')}: the dotted line shows where, and no line crosses it.`,
          ]
        : []),
    ],
  };
}
