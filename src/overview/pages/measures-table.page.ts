import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type MeasureSeries, seriesKnownBy, seriesOf } from '../../measures/data/measure-facts.js';
import { isWithheld } from '../../measures/domain/disclosure.js';
import { measureRoles } from '../../measures/domain/measure.js';
import { sayEntry, sayVariation, variationLabel } from '../../measures/domain/measure-words.js';
import { type Entry, latestOf, type Series } from '../../measures/domain/series.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { knownParameter } from '../../shell/as-known.js';
import { plural } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { Citing } from './citing.page.js';
import { dateWords, labelOf } from './dossier-words.page.js';

type Options = {
  readonly id: string;
  readonly caption: string;
  readonly citing: Citing;
  /** The body whose page it is: measures of others say whose they are. */
  readonly ownId: string;
  readonly knownOn: CalendarDay | null;
  readonly empty: string;
  readonly csvHref: string;
};

/** The numbers that had become known by the day, of measures that had any. */
export const measuresKnownBy = (
  measures: readonly MeasureSeries[],
  day: CalendarDay | null,
): readonly MeasureSeries[] =>
  day === null
    ? measures
    : measures.map((measure) => seriesKnownBy(measure, day)).filter(({ values }) => values.length > 0);

const entryWords = (entry: Entry, unit: string): string => `${sayEntry(entry, unit)}, ${dateWords(entry.fact.on)}`;

/** "18.5%, February 2019; newest 2%, September 2019". */
function numberWords(series: Series, unit: string): string {
  const [first] = series.entries;
  const latest = latestOf(series);
  if (!first || !latest) return 'No number on the record';
  if (first === latest) return entryWords(latest, unit);
  return `First ${entryWords(first, unit)}; newest ${entryWords(latest, unit)}`;
}

/** What was measured: the first and the newest number, and what the chart says in words. Nothing is added up. */
export function measuresTable(measures: readonly MeasureSeries[], options: Options): Table {
  const { citing, ownId, knownOn, id, caption, empty, csvHref } = options;
  const shown = measuresKnownBy(measures, knownOn);
  return stacked({
    id,
    caption,
    captionHidden: true,
    head: tableHead([{ text: 'Measure' }, { text: 'Numbers' }, { text: 'What they say' }]),
    rows: shown.map((measure) => {
      const { row } = measure;
      const series = seriesOf(measure);
      const cited = series.entries.filter((entry) => !isWithheld(entry.shown)).map(({ fact }) => fact.id);
      return {
        cells: [
          {
            text: row.name,
            href: address(measurePaths.show(row.ref), { [knownParameter]: knownOn }),
            note: [
              labelOf(measureRoles, row.role),
              row.safetyCritical === 1 ? 'safety-critical' : '',
              row.organisationId === ownId ? '' : row.organisationName,
            ]
              .filter(Boolean)
              .join(', '),
            header: true,
          },
          {
            text: numberWords(series, row.unit),
            note: plural(series.entries.length, 'value'),
            citations: citing.marks(...cited),
          },
          { text: variationLabel(series.variation), note: sayVariation(series) },
        ],
      };
    }),
    csvHref: shown.length > 0 ? csvHref : null,
    empty: { text: empty },
  });
}
