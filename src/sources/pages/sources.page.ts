import type { CsvColumn } from '../../shell/csv.js';
import { dateOrNotKnown, sourceCheck, writtenDate } from '../../shell/cited.js';
import { type Filters, type FilterForm, type FilterValues, filterForm } from '../../shell/filters.js';
import { formatCount } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link, outsideHref } from '../../shell/links.js';
import { type Count, formatCapped, type Pagination, pageSize, paginate } from '../../shell/pagination.js';
import type { Notification } from '../../shell/parts.js';
import { type Column, stacked, type Table, tableHead } from '../../shell/table.js';
import type { SourceListRow } from '../data/source-pages.row.js';
import { sourceKinds, sourceKindWords } from '../domain/source-kinds.js';
import { sourcePaths } from './sources.paths.js';

export const sourceFilters = {
  q: { kind: 'text', label: 'Title or publisher', hint: 'For example, Ofsted' },
  kind: {
    kind: 'many',
    label: 'Kind of source',
    choices: Object.entries(sourceKinds).map(([value, text]) => ({ value, text })),
  },
} as const satisfies Filters;

const columns: readonly Column[] = [
  { text: 'Source' },
  { text: 'Publisher' },
  { text: 'Published' },
  { text: 'Kind' },
  { text: 'Checked' },
  { text: 'Facts', numeric: true },
];

export type SourcesPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
  readonly said: Notification | null;
  /** For whoever keeps the sources. */
  readonly add: Link | null;
};

export const sourcesSaid = { withdrawn: 'The source is withdrawn. The history keeps what was said of it.' };

type Listed = {
  readonly rows: readonly SourceListRow[];
  readonly total: Count;
  readonly values: FilterValues<typeof sourceFilters>;
  readonly page: number;
  readonly notes: readonly string[];
  /** Where `facts` stops counting. */
  readonly countedTo: number;
  readonly said?: Notification | null;
  readonly mayAdd?: boolean;
};

export function sourcesPage(listed: Listed): SourcesPage {
  const { rows, total, values, page, notes, countedTo, said = null, mayAdd = false } = listed;
  return {
    title: 'Sources',
    description: 'Everything that the facts of this record rest on: who published it, when, and whether it was read.',
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    heading: `${formatCapped(total)}\u00a0${total.count === 1 ? 'source' : 'sources'}`,
    said,
    add: mayAdd ? { text: 'Put a source on the record', href: sourcePaths.add() } : null,
    filter: filterForm(sourceFilters, values, { path: sourcePaths.index() }),
    table: stacked({
      id: 'sources',
      caption: 'What the facts of this record rest on',
      head: tableHead(columns),
      rows: rows.map((row) => ({
        cells: [
          { text: row.title, href: sourcePaths.show(row.ref), header: true },
          { text: row.publisher ?? 'Not known' },
          { text: dateOrNotKnown(row.publishedOn) },
          { text: sourceKindWords(row.kind) },
          { text: sourceCheck(row.verified === 1) },
          { text: factCount(row.facts, countedTo), numeric: true },
        ],
      })),
      csvHref: address(sourcePaths.csv(), values),
      empty: { text: 'No sources match. Remove a filter.' },
    }),
    pagination: paginate(
      { page, shown: rows.length, total, size: pageSize },
      { path: sourcePaths.index(), query: values },
    ),
  };
}

const factCount = (facts: number, countedTo: number): string =>
  facts > countedTo ? `${formatCount(countedTo)}+` : formatCount(facts);

/** Dates stand as they are kept, never more exact than they are known. */
export const sourceCsvColumns: readonly CsvColumn<SourceListRow>[] = [
  { header: 'source', value: (row) => row.ref },
  { header: 'title', value: (row) => row.title },
  { header: 'publisher', value: (row) => row.publisher },
  { header: 'published_on', value: (row) => (writtenDate(row.publishedOn) ? row.publishedOn : null) },
  { header: 'accessed_on', value: (row) => row.accessedOn },
  { header: 'address', value: (row) => outsideHref(row.url) },
  { header: 'archived_address', value: (row) => outsideHref(row.archiveUrl) },
  { header: 'licence', value: (row) => row.licence },
  { header: 'kind', value: (row) => row.kind },
  { header: 'strength', value: (row) => row.tier },
  { header: 'what_it_supports', value: (row) => row.supports },
  { header: 'read_for_this_record', value: (row) => (row.verified === 1 ? 'yes' : 'no') },
];
