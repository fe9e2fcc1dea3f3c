import { type CalendarDay, dayOf, partsOf } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period, period } from '../../kernel/period.js';
import { measureCharts, type MeasurePoint } from '../../shell/charts/measure-chart.js';
import type { Figure } from '../../shell/figure.js';
import { formatCount, plural } from '../../shell/format.js';
import { stacked, tableHead } from '../../shell/table.js';
import type { RecoveryCase } from '../domain/recovery-case.js';
import { fewestEpisodes } from '../domain/recovery-reading.js';
import type { SeriesRow } from '../domain/recovery-record.js';
import { recordEndsWords } from './recovery-doubts.page.js';

type Beginning = { readonly on: Period; readonly title: string };

/** The frameworks of these failures that came into force while they were found: from there on, others may be called so. */
function beginningsOf(cases: readonly RecoveryCase[], from: number, to: number): readonly Beginning[] {
  const frameworks = new Set<SeriesRow>();
  for (const { framework } of cases) if (framework) frameworks.add(framework);
  return [...frameworks]
    .flatMap(({ title, effectiveFrom }): Beginning[] => {
      const on = effectiveFrom === null ? null : parsePeriod(effectiveFrom);
      const year = on && partsOf(on.start).year;
      return on && year !== null && year > from && year <= to ? [{ on, title }] : [];
    })
    .toSorted((a, b) => (a.on.start < b.on.start ? -1 : 1));
}

/** Whether a beginning lies between the middles of two years, where their points stand. */
const liesBetween = ({ start }: Period, before: number, after: number): boolean =>
  start > dayOf(before, 7, 1) && start <= dayOf(after, 7, 1);

/**
 * How many of the failures were found in each year, broken where a framework began: what counts as failing is not the
 * same on both sides. Null of fewer than ten, and of fewer than three years.
 */
export function yearsFigure(cases: readonly RecoveryCase[], source: string, today: CalendarDay): Figure | null {
  const years = cases.map(({ triggered }) => partsOf(triggered.on.start).year);
  const from = years.reduce((earliest, year) => Math.min(earliest, year), Number.POSITIVE_INFINITY);
  const to = years.reduce((latest, year) => Math.max(latest, year), Number.NEGATIVE_INFINITY);
  if (cases.length < fewestEpisodes || to - from < 2) return null;
  const counts = Array.from({ length: to - from + 1 }, () => 0);
  for (const year of years) counts[year - from] += 1;
  const beginnings = beginningsOf(cases, from, to);
  const points = counts.map((count, index): MeasurePoint => {
    const year = from + index;
    return {
      on: period(String(year)),
      value: count,
      letter: null,
      low: null,
      high: null,
      joined: index > 0 && !beginnings.some(({ on }) => liesBetween(on, year - 1, year)),
      special: null,
      text: formatCount(count),
      title: `${year}: ${plural(count, 'episode')}`,
    };
  });
  return {
    id: 'years',
    headline: `${plural(cases.length, 'failure')}, found from ${from} to ${to}`,
    subtitle: [
      'Triggers in each year.',
      beginnings.length > 0
        ? 'Where a framework began, a dotted line stands and no other crosses it: what counts as failing may not be the same on both sides. The table names them.'
        : null,
      recordEndsWords(cases, today),
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
    pictures: measureCharts(
      {
        from: dayOf(from, 1, 1),
        to: dayOf(to, 12, 31),
        points,
        limits: [],
        target: null,
        pins: [],
        breaks: beginnings.map(({ on, title }) => ({ on, title: `${title} begins` })),
        say: formatCount,
      },
      {
        id: 'years-drawing',
        title: 'Failures found in each year',
        description: `${plural(cases.length, 'episode')} from ${from} to ${to}.`,
      },
    ),
    source,
    table: stacked({
      id: 'years-table',
      caption: 'Failures found in each year',
      captionHidden: true,
      head: tableHead([{ text: 'Year' }, { text: 'Triggers', numeric: true }, { text: 'Frameworks that began' }]),
      rows: counts.map((count, index) => ({
        cells: [
          { text: String(from + index), header: true },
          { text: formatCount(count), numeric: true },
          {
            text: beginnings
              .filter(({ on }) => partsOf(on.start).year === from + index)
              .map(({ title }) => title)
              .join('; '),
          },
        ],
      })),
    }),
  };
}
