import type { CalendarDay } from '../../kernel/calendar-day.js';
import { periodText, type Period } from '../../kernel/period.js';
import { type MeasureSeries, readingOf, seriesOf } from '../../measures/data/measure-facts.js';
import { isWithheld } from '../../measures/domain/disclosure.js';
import { measureRoles } from '../../measures/domain/measure.js';
import { type DueState, dueState } from '../../measures/domain/measure-period.js';
import {
  assuranceLabels,
  sayAssurance,
  sayEntry,
  sayValue,
  sayVariation,
  variationLabel,
} from '../../measures/domain/measure-words.js';
import { type Entry, latestOf, type Series } from '../../measures/domain/series.js';
import { measurePaths } from '../../measures/pages/measures.paths.js';
import { knownParameter } from '../../shell/as-known.js';
import { sparkline } from '../../shell/charts/sparkline.js';
import { formatDay, formatPeriod } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { type Cell, stacked, type Table, tableHead } from '../../shell/table.js';
import type { Citing } from './citing.page.js';
import { dateWords, labelOf } from './dossier-words.page.js';
import { measuresKnownBy } from './measures-table.page.js';

type Options = {
  readonly id: string;
  readonly caption: string;
  readonly citing: Citing;
  /** The body whose page it is: measures of others say whose they are. */
  readonly ownId: string;
  readonly knownOn: CalendarDay | null;
  readonly today: CalendarDay;
  readonly empty: string;
  readonly csvHref: string;
};

const latestWords = (entry: Entry, unit: string): string => `${sayEntry(entry, unit)}, ${dateWords(entry.fact.on)}`;

function latestCell(series: Series, measure: MeasureSeries, citing: Citing): Cell {
  const { row } = measure;
  const latest = latestOf(series);
  if (!latest)
    return {
      text: 'No number on the record',
      written: { newest_value: null, newest_letter: null, newest_period: null },
    };
  const { shown, fact } = latest;
  const isSecret = (shown.is === 'number' && shown.forBoardOnly) || fact.isForBoard === true;
  return {
    text: latestWords(latest, row.unit),
    note: isSecret ? 'Not for publication' : fact.status === 'provisional' ? 'Provisional' : null,
    citations: isWithheld(shown) ? [] : citing.marks(fact.id),
    lifeLine: sparkline(
      series.entries
        .filter(({ fact: { on } }) => on !== null)
        .map((entry) => ({
          value: entry.shown.is === 'number' ? entry.shown.value : null,
          joined: entry.joined,
        })),
      { id: `spark-${row.ref}`, title: `${row.name}: ${series.count} values`, target: row.target },
    ),
    written: {
      newest_value: shown.is === 'number' ? shown.value : null,
      newest_letter: shown.is === 'letter' ? shown.letter : null,
      newest_period: fact.on ? periodText(fact.on) : null,
    },
  };
}

function targetCell(series: Series, { row }: MeasureSeries): Cell {
  if (row.target === null)
    return { text: assuranceLabels['no-target'], written: { target: null, assurance: assuranceLabels['no-target'] } };
  return {
    text: assuranceLabels[series.assurance],
    note: [`Target ${sayValue(row.target, row.unit)}`, row.targetSource ?? ''].filter(Boolean).join(', '),
    written: { target: row.target, assurance: sayAssurance(series.assurance) },
  };
}

/** Quality beside timeliness: the measure that it must be read with, and what that one says. */
function pairCell({ row }: MeasureSeries, all: readonly MeasureSeries[], knownOn: CalendarDay | null): Cell {
  if (row.pairRef === null)
    return {
      text: row.role === 'process' ? 'Nothing yet: speed without quality says little' : 'Nothing',
      written: null,
    };
  const pair = all.find((one) => one.row.ref === row.pairRef);
  const series = pair && seriesOf(pair);
  const latest = series && latestOf(series);
  return {
    text: row.pairName,
    href: address(measurePaths.show(row.pairRef), { [knownParameter]: knownOn }),
    note: pair && latest ? `${latestWords(latest, pair.row.unit)}. ${variationLabel(series.variation)}` : null,
    written: row.pairRef,
  };
}

export const dueOf = ({ row, values }: MeasureSeries, today: CalendarDay): DueState =>
  dueState(
    {
      frequency: readingOf(row).frequency,
      lagDays: row.lagDays,
      isKept: row.origin === 'board' && row.status === 'active',
    },
    values.flatMap(({ on }): Period[] => (on ? [on] : [])),
    today,
  );

function dueCell(measure: MeasureSeries, { today, knownOn }: Options): Cell {
  const { row } = measure;
  const lag = row.lagDays === null ? null : `Numbers come ${row.lagDays}\u00a0days after their period`;
  if (row.origin !== 'board') return { text: 'Not kept here', note: lag };
  if (row.status !== 'active') return { text: 'No longer kept' };
  if (knownOn) return { text: 'Not told for a day in the past', note: lag };
  const { owed, next } = dueOf(measure, today);
  const [first] = owed;
  if (first)
    return {
      text: owed.length === 1 ? `${formatPeriod(first.on)} is due` : `${owed.length} numbers are due`,
      note: `Since ${formatDay(first.dueOn)}`,
    };
  return next
    ? { text: `${formatPeriod(next.on)}, by ${formatDay(next.dueOn)}`, note: lag }
    : { text: 'Now and then', note: lag };
}

/**
 * The scorecard of a body: one line a measure, with its newest number, what the chart says and whether the target will
 * be met, all in words, the measure that it must be read with, and what is due. Nothing is added up, and no colour
 * stands for a word.
 */
export function scorecard(measures: readonly MeasureSeries[], options: Options): Table {
  const { citing, ownId, knownOn, id, caption, empty, csvHref } = options;
  const shown = measuresKnownBy(measures, knownOn);
  return stacked(
    {
      id,
      caption,
      captionHidden: true,
      head: tableHead(
        ['Measure', 'Newest number', 'What it says', 'Target', 'Read it with', 'Due'].map((text) => ({ text })),
      ),
      rows: shown.map((measure) => {
        const { row } = measure;
        const series = seriesOf(measure);
        return {
          cells: [
            {
              text: row.name,
              href: address(measurePaths.show(row.ref), { [knownParameter]: knownOn }),
              note: [
                labelOf(measureRoles, row.role),
                row.safetyCritical === 1 ? 'safety-critical' : '',
                row.visibility === 'board' ? 'for the board only' : '',
                row.organisationId === ownId ? '' : row.organisationName,
              ]
                .filter(Boolean)
                .join(', '),
              header: true,
            },
            latestCell(series, measure, citing),
            { text: variationLabel(series.variation), note: sayVariation(series) },
            targetCell(series, measure),
            pairCell(measure, shown, knownOn),
            dueCell(measure, options),
          ],
        };
      }),
      csvHref: shown.length > 0 ? csvHref : null,
      empty: { text: empty },
    },
    ['', 'Newest', '', 'Target', 'Read with', 'Due'],
  );
}
