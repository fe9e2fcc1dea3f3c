import type { CsvColumn } from '../../shell/csv.js';
import { type FilterForm, filterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import { formatPeriod } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { type Count, formatCapped, paginate, pageSize, type Pagination } from '../../shell/pagination.js';
import type { EmptyState } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { periodText } from '../../kernel/period.js';
import { sectors } from '../../vocabulary/domain/sectors.js';
import { type MeasureSeries, readingOf, seriesOf } from '../data/measure-facts.js';
import type { MeasureRow } from '../data/measure-pages.row.js';
import { measureRoles, polarityWords } from '../domain/measure.js';
import { sayEntry, sayVariation, variationLabel } from '../domain/measure-words.js';
import { latestOf, type Series } from '../domain/series.js';
import { labelOf } from './measure-input.page.js';
import { measurePaths } from './measures.paths.js';

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, text]) => ({ value, text }));

export const measureFilters = {
  q: { kind: 'text', label: 'Measure or organisation', hint: 'For example, vacancy' },
  role: { kind: 'one', label: 'What it tells of', any: 'Anything', choices: choicesOf(measureRoles) },
  sector: { kind: 'one', label: 'Service', any: 'Any service', choices: choicesOf(sectors) },
  safety: { kind: 'many', label: 'Safety', choices: [{ value: 'critical', text: 'Safety-critical only' }] },
} as const satisfies Filters;

export type MeasuresPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
};

type Listed = {
  readonly measures: readonly MeasureSeries[];
  readonly total: Count;
  readonly filterValues: FilterValues<typeof measureFilters>;
  readonly page: number;
  readonly notes: readonly string[];
};

/** The newest number, and of when. */
function latestCell(series: Series, { unit }: MeasureRow) {
  const latest = latestOf(series);
  if (!latest) return { text: 'No number on the record' };
  return {
    text: sayEntry(latest, unit),
    note: latest.fact.on ? formatPeriod(latest.fact.on) : 'Date not known',
  };
}

function emptyOf({ page, total }: Listed, filter: FilterForm): EmptyState {
  if (page > 1 && total.count > 0)
    return { text: 'The list has no such page.', link: { text: 'Show its first page', href: filter.clearHref } };
  if (!filter.isFiltered) return { text: 'No measures yet.' };
  return { text: 'No measures match. Remove a filter.', link: { text: 'Clear all filters', href: filter.clearHref } };
}

/** Every measure on the record, with its newest number and what it says. */
export function measuresPage(listed: Listed): MeasuresPage {
  const { measures, total, filterValues, page, notes } = listed;
  const filter = filterForm(measureFilters, filterValues, { path: measurePaths.index() });
  const heading = `${formatCapped(total)}\u00a0${total.count === 1 ? 'measure' : 'measures'}${filter.isFiltered ? ', filtered' : ''}`;
  return {
    title: heading,
    description:
      'What was measured where public services failed: every series with its newest number and what it says.',
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    heading,
    filter,
    table: stacked(
      {
        id: 'measures',
        caption: 'Measures',
        captionHidden: true,
        head: tableHead([{ text: 'Measure' }, { text: 'Newest number' }, { text: 'What it says' }]),
        rows: measures.map((measure) => {
          const { row } = measure;
          const series = seriesOf(measure);
          return {
            cells: [
              {
                text: row.name,
                href: measurePaths.show(row.ref),
                note: [labelOf(measureRoles, row.role), row.safetyCritical === 1 ? 'safety-critical' : '']
                  .filter(Boolean)
                  .join(', '),
                links: [{ text: row.organisationName, href: organisationPaths.measures(row.organisationSlug) }],
                header: true,
              },
              latestCell(series, row),
              { text: variationLabel(series.variation), note: sayVariation(series) },
            ],
          };
        }),
        csvHref: address(measurePaths.csv(), filterValues),
        empty: emptyOf(listed, filter),
      },
      ['', 'Newest number', ''],
    ),
    pagination: paginate(
      { page, shown: measures.length, total, size: pageSize },
      { path: measurePaths.index(), query: filterValues },
    ),
  };
}

/** The list as a file, one line a measure. What may not be seen on its page is not in here either. */
export const measureListCsv: readonly CsvColumn<MeasureSeries>[] = [
  { header: 'measure', value: ({ row }) => row.ref },
  { header: 'name', value: ({ row }) => row.name },
  { header: 'organisation', value: ({ row }) => row.organisationName },
  { header: 'what_it_tells_of', value: ({ row }) => labelOf(measureRoles, row.role) },
  { header: 'unit', value: ({ row }) => row.unit },
  { header: 'which_way_is_better', value: ({ row }) => polarityWords[readingOf(row).polarity] },
  { header: 'target', value: ({ row }) => row.target },
  { header: 'safety_critical', value: ({ row }) => (row.safetyCritical === 1 ? 'yes' : 'no') },
  { header: 'values', value: (measure) => seriesOf(measure).entries.length },
  {
    header: 'newest_period',
    value: (measure) => {
      const on = latestOf(seriesOf(measure))?.fact.on;
      return on ? periodText(on) : null;
    },
  },
  {
    header: 'newest_value',
    value: (measure) => {
      const shown = latestOf(seriesOf(measure))?.shown;
      return shown?.is === 'number' ? shown.value : null;
    },
  },
  {
    header: 'newest_letter',
    value: (measure) => {
      const shown = latestOf(seriesOf(measure))?.shown;
      return shown?.is === 'letter' ? shown.letter : null;
    },
  },
  { header: 'what_it_says', value: (measure) => variationLabel(seriesOf(measure).variation) },
  { header: 'read_with', value: ({ row }) => row.pairRef },
  { header: 'page', value: ({ row }) => measurePaths.show(row.ref) },
];
