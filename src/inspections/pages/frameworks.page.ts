import type { CsvColumn } from '../../shell/csv.js';
import { type Filters, type FilterForm, type FilterValues, filterForm } from '../../shell/filters.js';
import { formatCount, formatList } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { type Column, type Sort, stacked, type Table, tableHead } from '../../shell/table.js';
import { type Sector, sectors } from '../../vocabulary/domain/sectors.js';
import type { FrameworkListRow } from '../data/framework-pages.row.js';
import {
  capitalised,
  codesIn,
  headlineCount,
  kindWords,
  sectorsIn,
  statusChoices,
  statusWords,
  yearsInUse,
} from './framework-words.js';
import { frameworkPaths } from './frameworks.paths.js';

/** How the list may be filtered: by what there is. */
export const frameworkFilters = (rows: readonly FrameworkListRow[]) =>
  ({
    inspectorate: {
      kind: 'one',
      label: 'Inspectorate',
      any: 'Any',
      choices: distinct(rows, ({ inspectorateKey, inspectorate }) => [[inspectorateKey, inspectorate]]),
    },
    sector: {
      kind: 'one',
      label: 'Services',
      any: 'Any',
      choices: distinct(rows, (row) => sectorsIn(row.sectors).map((sector) => [sector, sectors[sector]])),
    },
    country: {
      kind: 'many',
      label: 'Country',
      choices: distinct(rows, (row) => codesIn(row.countries).map((country) => [country, country])),
    },
    use: { kind: 'many', label: 'In use', choices: statusChoices },
  }) as const satisfies Filters;

type FrameworkFilters = ReturnType<typeof frameworkFilters>;

function distinct(
  rows: readonly FrameworkListRow[],
  read: (row: FrameworkListRow) => readonly (readonly [string, string])[],
): readonly { readonly value: string; readonly text: string }[] {
  const found = new Map(rows.flatMap((row) => [...read(row)]));
  return [...found].map(([value, text]) => ({ value, text })).toSorted((a, b) => (a.text < b.text ? -1 : 1));
}

/** The rows that match every filter. */
export const matchingFrameworks = (
  rows: readonly FrameworkListRow[],
  { inspectorate, sector, country, use }: FilterValues<FrameworkFilters>,
): readonly FrameworkListRow[] =>
  rows.filter(
    (row) =>
      (inspectorate === null || row.inspectorateKey === inspectorate) &&
      (sector === null || sectorsIn(row.sectors).includes(sector as Sector)) &&
      (country.length === 0 || codesIn(row.countries).some((each) => country.includes(each))) &&
      (use.length === 0 || use.includes(row.status)),
  );

export const frameworkColumns: readonly Column[] = [
  { text: 'Framework', sortKey: 'title' },
  { text: 'Inspectorate', sortKey: 'inspectorate' },
  { text: 'Years in use', sortKey: 'from' },
  { text: 'Headlines', numeric: true },
  { text: 'Verified', numeric: true },
];

export const usualOrder: Sort = { column: 'inspectorate', direction: 'ascending' };

const sortText: Readonly<Record<string, (row: FrameworkListRow) => string>> = {
  title: (row) => row.title.toLowerCase(),
  inspectorate: (row) => `${row.inspectorate.toLowerCase()} ${row.effectiveFrom ?? ''}`,
  from: (row) => row.effectiveFrom ?? '',
};

export function sortedFrameworks(
  rows: readonly FrameworkListRow[],
  { column, direction }: Sort,
): readonly FrameworkListRow[] {
  const text = sortText[column] ?? ((row: FrameworkListRow) => row.key);
  const turn = direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => (text(a) === text(b) ? compare(a.key, b.key) : turn * compare(text(a), text(b))));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type FrameworksPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
};

type Listed = {
  /** Every framework; those shown are chosen and put in order here. */
  readonly all: readonly FrameworkListRow[];
  readonly values: FilterValues<FrameworkFilters>;
  readonly sort: Sort;
  readonly notes: readonly string[];
};

export function frameworksPage({ all, values, sort, notes }: Listed): FrameworksPage {
  const rows = sortedFrameworks(matchingFrameworks(all, values), sort);
  const kept = sort === usualOrder ? {} : { sort: sort.column, order: sort.direction };
  return {
    title: 'Frameworks',
    description:
      'What a judgement means: the ways in which inspectorates have judged public services, and the years of each.',
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    heading: `${formatCount(rows.length)}\u00a0${rows.length === 1 ? 'framework' : 'frameworks'}`,
    filter: filterForm(frameworkFilters(all), values, { path: frameworkPaths.index(), keep: kept }),
    table: stacked({
      id: 'frameworks',
      caption: 'Ways of judging public services, by inspectorate',
      head: tableHead(frameworkColumns, { path: frameworkPaths.index(), query: values, sort }),
      rows: rows.map((row) => ({
        cells: [
          { text: row.title, href: frameworkPaths.show(row.key), note: `Judges: ${row.unit}`, header: true },
          { text: mayBreak(row.inspectorate) },
          { text: capitalised(yearsInUse(row)), note: row.datesVerified === 1 ? null : 'Dates not verified' },
          { text: headlineCount(row.overallCount), numeric: true },
          { text: `${formatCount(row.factsVerified)} of ${formatCount(row.factsTotal)}`, numeric: true },
        ],
      })),
      csvHref: address(frameworkPaths.csv(), { ...values, ...kept }),
      empty: { text: 'No frameworks match. Remove a filter.' },
    }),
  };
}

/** Names such as “DfE/Ofsted/CQC” may go on in the next line. */
const mayBreak = (text: string): string => text.replaceAll('/', '/\u200b');

export const frameworkCsvColumns: readonly CsvColumn<FrameworkListRow>[] = [
  { header: 'framework', value: (row) => row.key },
  { header: 'title', value: (row) => row.title },
  { header: 'inspectorate', value: (row) => row.inspectorate },
  { header: 'kind', value: (row) => kindWords(row.kind) },
  { header: 'what_is_judged', value: (row) => row.unit },
  { header: 'services', value: (row) => formatList(sectorsIn(row.sectors).map((sector) => sectors[sector])) },
  { header: 'countries', value: (row) => formatList(codesIn(row.countries)) },
  { header: 'in_use_from', value: (row) => row.effectiveFrom },
  { header: 'in_use_to', value: (row) => row.effectiveTo },
  { header: 'in_use', value: (row) => statusWords(row.status) },
  { header: 'dates_verified', value: (row) => (row.datesVerified === 1 ? 'yes' : 'no') },
  { header: 'headline_judgements', value: (row) => row.overallCount },
  { header: 'statements_verified', value: (row) => row.factsVerified },
  { header: 'statements', value: (row) => row.factsTotal },
];
