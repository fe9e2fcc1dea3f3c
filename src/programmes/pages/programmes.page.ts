import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { dateOrNotKnown } from '../../shell/cited.js';
import { type FilterForm, filterForm, type Filters, type FilterValues } from '../../shell/filters.js';
import { formatCount } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address } from '../../shell/links.js';
import { type Count, formatCapped, paginate, type Pagination } from '../../shell/pagination.js';
import type { EmptyState } from '../../shell/parts.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import { withFile } from '../../shell/table-csv.js';
import type { ProgrammeListRow } from '../data/programme.row.js';
import { programmePaths } from './programmes.paths.js';

export const programmeFilters = {
  q: { kind: 'text', label: 'Programme, or whom it is for', hint: 'For example, young people in care' },
} as const satisfies Filters;

export type ProgrammesPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
};

type Listed = {
  readonly rows: readonly ProgrammeListRow[];
  readonly total: Count;
  readonly page: number;
  readonly values: FilterValues<typeof programmeFilters>;
  readonly notes: readonly string[];
};

const emptyOf = ({ page, total }: Listed, filter: FilterForm): EmptyState => {
  if (page > 1 && total.count > 0)
    return { text: 'The list has no such page.', link: { text: 'Show its first page', href: filter.clearHref } };
  if (!filter.isFiltered) return { text: 'No programmes recorded.' };
  return { text: 'No programmes match. Remove a filter.', link: { text: 'Clear all filters', href: filter.clearHref } };
};

/** By name. No order by result: what is claimed of one is not comparable with what is claimed of another. */
export function programmesTable(rows: readonly ProgrammeListRow[], empty: EmptyState | null = null): Table {
  return stacked({
    id: 'programmes',
    caption: 'Programmes, by name',
    captionHidden: true,
    head: tableHead([
      { text: 'Programme' },
      { text: 'Made by' },
      { text: 'For whom' },
      { text: 'Since' },
      { text: 'Places', numeric: true },
      { text: 'Claims about outcomes', numeric: true },
    ]),
    rows: rows.map((row) => ({
      cells: [
        { text: row.name, href: programmePaths.show(row.slug), header: true },
        {
          text: row.ownerName ?? 'Not on the record',
          href: row.ownerSlug === null ? null : organisationPaths.show(row.ownerSlug),
        },
        { text: row.forWhom ?? 'Not said' },
        { text: dateOrNotKnown(row.startedOn), written: row.startedOn },
        { text: formatCount(row.places), numeric: true, written: row.places },
        { text: formatCount(row.claims), numeric: true, written: row.claims },
      ],
    })),
    empty,
  });
}

export function programmesPage(listed: Listed): ProgrammesPage {
  const { rows, total, page, values, notes } = listed;
  const filter = filterForm(programmeFilters, values, { path: programmePaths.index() });
  const count = formatCapped(total);
  return {
    title: 'Programmes',
    description: 'Ways of working that one place made and others took up: what they are, who pays, what is claimed.',
    breadcrumbs: [],
    notices: notes.map((text) => ({ text })),
    heading: total.count === 1 ? '1 programme' : `${count} programmes`,
    filter,
    table: withFile(
      programmesTable(rows, emptyOf(listed, filter)),
      address(programmePaths.indexCsv(), { q: values.q }),
    ),
    pagination: paginate({ page, shown: rows.length, total }, { path: programmePaths.index(), query: { q: values.q } }),
  };
}
