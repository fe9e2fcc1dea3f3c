import { type Period, periodText } from '../../kernel/period.js';
import { knownParameter } from '../../shell/as-known.js';
import { type CsvColumn, csvFile, type CsvFile } from '../../shell/csv.js';
import { formatList } from '../../shell/format.js';
import { address } from '../../shell/links.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { readingOf } from '../data/measure-facts.js';
import { isProtected, isWithheld } from '../domain/disclosure.js';
import { valueFlags, valueStatuses } from '../domain/measure.js';
import { meaningWords, sayEntry, sayNumber, saySignal, sayShown } from '../domain/measure-words.js';
import type { Entry, Series, ValueFact } from '../domain/series.js';
import { fewestForLimits } from '../domain/xmr.js';
import { whenOf } from './measure-chart.page.js';
import { knownDay, labelOf, type Marks, type MeasurePageInput, seriesOf } from './measure-input.page.js';
import { measurePaths } from './measures.paths.js';

const signalWords = (entry: Entry): string => {
  const signals = entry.point?.signals ?? [];
  const meaning = entry.point?.meaning;
  if (!meaning || signals.length === 0) return '';
  return `${meaningWords[meaning]}: ${formatList(signals.map(saySignal))}`;
};

/** What the column says of one number. */
function chartWords(entry: Entry, series: Series): string {
  if (entry.shown.is === 'letter') return 'A gap';
  if (!entry.fact.on) return 'Not drawn: no date';
  if (series.limits.length === 0) return series.count < fewestForLimits ? 'Too few to tell' : 'No limits';
  return signalWords(entry) || 'Within what chance brings';
}

/** What a board reads and nobody else: said beside each such number. */
export const notForPublication = ({ fact, shown }: Pick<Entry, 'fact' | 'shown'>): string =>
  (shown.is === 'number' && shown.forBoardOnly) || fact.isForBoard ? 'Not for publication.' : '';

function noteOf(entry: Entry, unit: string): string | null {
  const { fact, note, earlier, range, shown } = entry;
  const certainty = [fact.verified ? '' : 'Not verified.', fact.inferred ? 'Partly inferred.' : ''].filter(Boolean);
  const middle =
    range && shown.is === 'number' ? `The source gives a range; its middle, ${sayNumber(shown.value)}, is drawn.` : '';
  const revised = earlier.map((before) => `Before its revision: ${sayShown(before.shown, unit)}.`);
  const jump = fact.jumpReason && !isWithheld(shown) ? `Why so far from the others: ${fact.jumpReason}` : '';
  const kept = entry.isNewerWithheld ? 'A newer number is withheld: the difference would tell of few people.' : '';
  const secret = notForPublication(entry);
  const words = [secret, ...certainty, note ?? '', jump, middle, ...revised, kept].filter(Boolean).join(' ');
  return words || null;
}

/** Every number with its sources, and what the chart says of it. */
export function valueTable(input: MeasurePageInput, series: Series, marks: Marks): Table {
  const { measure } = input;
  const day = knownDay(input);
  return stacked({
    id: 'values',
    caption: 'Every number on the record',
    captionHidden: true,
    head: tableHead([{ text: 'Period' }, { text: 'Value' }, { text: 'Status' }, { text: 'What the chart says' }]),
    rows: series.entries.map((entry) => ({
      cells: [
        { text: whenOf(entry.fact.on), header: true },
        {
          text: sayEntry(entry, measure.unit),
          citations: isWithheld(entry.shown) ? [] : marks.of(entry.fact.id),
          note: noteOf(entry, measure.unit),
        },
        {
          text: labelOf(valueStatuses, entry.fact.status),
          note: entry.fact.flag && entry.fact.value !== null ? labelOf(valueFlags, entry.fact.flag) : null,
        },
        { text: chartWords(entry, series) },
      ],
    })),
    csvHref: address(measurePaths.valuesCsv(measure.ref), { [knownParameter]: day }),
    empty: { text: day ? 'No number had become known by that day.' : 'No numbers yet.' },
  });
}

type Line = {
  readonly entry: Entry;
  readonly fact: ValueFact;
  readonly shown: Entry['shown'];
  readonly stands: boolean;
};

const written = (on: Period | null): string => (on ? periodText(on) : '');

/** One line an edition: the number or its letter, what the chart says, how sure it is, and on which sources it rests. */
export function measureCsv(input: MeasurePageInput): CsvFile {
  const { measure } = input;
  const series = seriesOf(input);
  const hides = input.scope === 'public' && isProtected(readingOf(measure).policy);
  const lines = series.entries.flatMap((entry): Line[] => [
    ...entry.earlier.map(({ fact, shown }) => ({ entry, fact, shown, stands: false })),
    { entry, fact: entry.fact, shown: entry.shown, stands: true },
  ]);
  const limitsOf = ({ entry }: Line) =>
    series.limits.find(
      ({ from, to }) => entry.fact.on && entry.fact.on.start >= from.start && entry.fact.on.start <= to.start,
    );
  const columns: readonly CsvColumn<Line>[] = [
    { header: 'measure', value: () => measure.ref },
    { header: 'name', value: () => measure.name },
    { header: 'organisation', value: () => measure.organisationName },
    { header: 'unit', value: () => measure.unit },
    { header: 'period', value: ({ fact }) => written(fact.on) },
    { header: 'precision', value: ({ fact }) => fact.on?.precision },
    { header: 'value', value: ({ shown }) => (shown.is === 'number' ? shown.value : null) },
    { header: 'letter', value: ({ shown }) => (shown.is === 'letter' ? shown.letter : null) },
    { header: 'low', value: ({ entry, stands }) => (stands ? entry.range?.low : null) },
    { header: 'high', value: ({ entry, stands }) => (stands ? entry.range?.high : null) },
    {
      header: 'numerator',
      value: ({ fact, shown }) => (hides || shown.is === 'letter' ? null : fact.numerator),
    },
    {
      header: 'denominator',
      value: ({ fact, shown }) => (hides || shown.is === 'letter' ? null : fact.denominator),
    },
    ...(input.scope === 'board'
      ? [
          {
            header: 'not_for_publication',
            value: (line: Line) => (notForPublication(line) === '' ? 'no' : 'yes'),
          },
        ]
      : []),
    { header: 'status', value: ({ fact }) => fact.status },
    { header: 'flag', value: ({ fact, shown }) => (shown.is === 'letter' ? shown.letter : fact.flag) },
    { header: 'edition', value: ({ fact }) => fact.edition },
    { header: 'stands', value: ({ stands }) => (stands ? 'yes' : 'no') },
    { header: 'chart', value: ({ entry, stands }) => (stands ? chartWords(entry, series) : null) },
    { header: 'mean', value: (line) => limitsOf(line)?.mean },
    { header: 'lower_limit', value: (line) => limitsOf(line)?.lower },
    { header: 'upper_limit', value: (line) => limitsOf(line)?.upper },
    { header: 'became_known', value: ({ fact }) => written(fact.knownOn) },
    { header: 'verified', value: ({ fact }) => (fact.verified ? 'yes' : 'no') },
    { header: 'partly_inferred', value: ({ fact }) => (fact.inferred ? 'yes' : 'no') },
    { header: 'note', value: ({ entry, stands }) => (stands ? entry.note : null) },
    {
      header: 'sources',
      value: ({ fact }) => (input.citations.get(fact.id) ?? []).map(({ ref }) => ref).join(' '),
    },
  ];
  return csvFile(columns, lines);
}
