import { type CalendarDay, dayOf, partsOf } from '../../kernel/calendar-day.js';
import { type Period, parsePeriod } from '../../kernel/period.js';
import { type StandingCode, standings } from '../../episodes/domain/standing.js';
import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { lifeLine } from '../../shell/charts/life-line.js';
import type { Band } from '../../shell/charts/marks.js';
import type { CsvColumn } from '../../shell/csv.js';
import {
  type FilterForm,
  filterForm,
  type FilterValues,
  type OneFilter,
  type TextFilter,
} from '../../shell/filters.js';
import { formatPeriod, plural } from '../../shell/format.js';
import { grade } from '../../shell/grade.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type QueryValues } from '../../shell/links.js';
import { type Count, formatCapped, paginate, pageSize, type Pagination } from '../../shell/pagination.js';
import type { EmptyState, Tag } from '../../shell/parts.js';
import { type Cell, type Column, type Sort, stacked, type Table, tableHead } from '../../shell/table.js';
import { organisationKinds } from '../../vocabulary/domain/organisation-kinds.js';
import { regions } from '../../vocabulary/domain/regions.js';
import type { FrameworkChoice, OrganisationListRow } from '../data/lists.row.js';
import { firstJanuary, isBlank, lifeLineOf, type LifeLineRow } from '../domain/life-line-of.js';
import { dutyPaths } from './duties.paths.js';
import { listPaths } from './lists.paths.js';

/** So many years does every life line of a list show, whichever page of it: then any two can be compared. */
const yearsShown = 20;

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, text]) => ({ value, text }));

export type OrganisationFilters = {
  readonly q: TextFilter;
  readonly kind: OneFilter;
  readonly region: OneFilter;
  readonly state: OneFilter;
  readonly framework: OneFilter;
};

/** What the list may be filtered by. Frameworks are those that stand on record; the rest is vocabulary. */
export const organisationFilters = (frameworks: readonly FrameworkChoice[]): OrganisationFilters => ({
  q: { kind: 'text', label: 'Name, other name or code' },
  kind: { kind: 'one', label: 'Kind', any: 'Any kind', choices: choicesOf(organisationKinds) },
  region: { kind: 'one', label: 'Region or nation', any: 'Any region', choices: choicesOf(regions) },
  state: { kind: 'one', label: 'State', any: 'Any state', choices: choicesOf(standings) },
  framework: {
    kind: 'one',
    label: 'Framework of the latest judgement',
    any: 'Any framework',
    choices: frameworks.map(({ key, title }) => ({ value: key, text: title })),
  },
});

const noOverallGrade = 'No overall grade is given under this framework';

type Scale = { readonly from: CalendarDay; readonly to: CalendarDay };

const columns = (lifeLineFrom: CalendarDay, to: CalendarDay): readonly Column[] => [
  { text: 'Organisation', sortKey: 'name' },
  {
    text: `Latest judgement, and life line ${partsOf(lifeLineFrom).year} to ${partsOf(to).year}`,
    sortKey: 'latest',
    firstDirection: 'descending',
  },
  { text: 'State' },
];

/** The headings that sort, for reading the address. */
export const organisationColumns: readonly Column[] = columns(dayOf(1, 1, 1), dayOf(1, 1, 1));
export const organisationOrder: Sort = { column: 'name', direction: 'ascending' };

export type OrganisationsPage = PageFacts & {
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
  readonly methodsHref: string;
};

export type OrganisationsList = {
  readonly filters: OrganisationFilters;
  readonly values: FilterValues<OrganisationFilters>;
  readonly sort: Sort;
  readonly page: number;
  readonly total: Count;
  readonly rows: readonly OrganisationListRow[];
  readonly lines: ReadonlyMap<string, readonly LifeLineRow[]>;
  readonly notes: readonly string[];
  readonly today: CalendarDay;
};

const stateClauses: Readonly<Record<StandingCode, string>> = {
  in_failure: ' in failure',
  watch: ' on relapse watch',
  beyond_watch: ' beyond the relapse watch',
  never_failed: ' with no failure on the record',
  not_judged: ' with no judgement on the record',
  closed: ' that have closed',
};

const stateColours: Readonly<Partial<Record<StandingCode, Tag['colour']>>> = { in_failure: 'orange', watch: 'yellow' };

/** "62 organisations in failure", "1,000+ organisations". */
function headingOf({ total, values }: OrganisationsList): string {
  const noun = total.count === 1 && !total.capped ? 'organisation' : 'organisations';
  const { state, ...others } = values;
  const isNarrowed = Object.values(others).some((value) => value !== null);
  const clause = state ? stateClauses[state as StandingCode] : '';
  return `${formatCapped(total)}\u00a0${noun}${clause}${isNarrowed ? ', filtered' : ''}`;
}

const labelOf = (labels: Readonly<Record<string, string>>, code: string | null): string | null =>
  code === null ? null : (labels[code] ?? code);

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

function latestOf(row: OrganisationListRow): Cell {
  const on = read(row.latestOn);
  if (!on) return { text: 'No graded judgement on record' };
  const words = row.latestLabel ?? (row.frameworkHeadlines === 0 ? noOverallGrade : 'Grade not known');
  const said = `Judgement of ${formatPeriod(on)}`;
  return {
    grade: grade(row.latestLabel === null ? 'none' : ((row.latestBand ?? 'none') as Band), words),
    ...(row.latestRef ? { links: [{ text: said, href: inspectionPaths.show(row.latestRef) }] } : { text: said }),
    note: row.frameworkTitle ?? 'No framework on record',
  };
}

const kindPlaceAndParent = ({ kind, region, parentName }: OrganisationListRow): string =>
  [labelOf(organisationKinds, kind), labelOf(regions, region), parentName && `part of ${parentName}`]
    .filter(Boolean)
    .join(', ');

function stateCell({ state, episodes, relapses }: OrganisationListRow): Cell {
  const told =
    episodes === 0
      ? null
      : [`${plural(episodes, 'episode')} of its own`, relapses > 0 ? plural(relapses, 'relapse') : ''];
  return {
    tag: { text: labelOf(standings, state) ?? state, colour: stateColours[state as StandingCode] ?? 'grey' },
    note: told?.filter(Boolean).join(', ') ?? null,
  };
}

function lifeLineOfRow(row: OrganisationListRow, facts: readonly LifeLineRow[], scale: Scale): Cell {
  const line = lifeLineOf(facts, scale);
  return isBlank(line)
    ? {}
    : { lifeLine: lifeLine(line, { id: `line-${row.slug}`, name: row.name, size: 'small', width: 260 }) };
}

function emptyOf({ page, total }: OrganisationsList, filter: FilterForm, firstPage: string): EmptyState {
  if (page > 1 && total.count > 0)
    return { text: 'The list has no such page.', link: { text: 'Show its first page', href: firstPage } };
  if (!filter.isFiltered) return { text: 'No organisations have been published yet.' };
  return {
    text: 'No organisations match. Remove a filter.',
    link: { text: 'Clear all filters', href: filter.clearHref },
  };
}

const sortQuery = (sort: Sort): QueryValues =>
  sort.column === organisationOrder.column && sort.direction === organisationOrder.direction
    ? {}
    : { sort: sort.column, order: sort.direction };

export function organisationsPage(list: OrganisationsList): OrganisationsPage {
  const { filters, values, sort, page, total, rows, lines, today } = list;
  const path = organisationPaths.index();
  const keep = sortQuery(sort);
  const query: QueryValues = { ...values, ...keep };
  const filter = filterForm(filters, values, { path, keep });
  const scale = { from: firstJanuary([], { today, yearsAtLeast: yearsShown }), to: today };
  const heading = headingOf(list);
  return {
    title: heading,
    description: 'Public bodies with their latest judgement, how they stand, and what happened to them.',
    breadcrumbs: [],
    isSameForAll: true,
    notices: list.notes.map((text) => ({ text })),
    heading,
    filter,
    table: stacked(
      {
        id: 'organisations',
        caption: 'Organisations',
        captionHidden: true,
        head: tableHead(columns(scale.from, today), { path, query, sort }),
        rows: rows.map((row) => ({
          cells: [
            {
              text: row.name,
              href: organisationPaths.show(row.slug),
              note: kindPlaceAndParent(row),
              header: true,
            },
            { ...latestOf(row), ...lifeLineOfRow(row, lines.get(row.id) ?? [], scale) },
            stateCell(row),
          ],
        })),
        csvHref: address(listPaths.organisationsCsv(), values),
        empty: emptyOf(list, filter, address(path, query)),
      },
      ['', '', 'State'],
    ),
    pagination:
      rows.length === 0 ? null : paginate({ page, shown: rows.length, total, size: pageSize }, { path, query }),
    methodsHref: dutyPaths.methods(),
  };
}

/** The whole list as a file: every date with what is known of it, codes beside words. */
export const organisationCsv: readonly CsvColumn<OrganisationListRow>[] = [
  { header: 'Reference', value: ({ ref }) => ref },
  { header: 'Name', value: ({ name }) => name },
  { header: 'Kind', value: ({ kind }) => labelOf(organisationKinds, kind) },
  { header: 'Region or nation', value: ({ region }) => labelOf(regions, region) },
  { header: 'State', value: ({ state }) => labelOf(standings, state) },
  { header: 'State code', value: ({ state }) => state },
  { header: 'Episodes', value: ({ episodes }) => episodes },
  { header: 'Episodes still open', value: ({ openEpisodes }) => openEpisodes },
  { header: 'Relapses', value: ({ relapses }) => relapses },
  { header: 'Latest judgement on', value: ({ latestOn }) => latestOn },
  { header: 'Date known to the', value: ({ latestOn }) => read(latestOn)?.precision },
  { header: 'Overall grade as published', value: ({ latestLabel }) => latestLabel },
  { header: 'Band (ours)', value: ({ latestBand }) => latestBand },
  { header: 'Framework', value: ({ frameworkTitle }) => frameworkTitle },
  { header: 'Framework key', value: ({ frameworkKey }) => frameworkKey },
  { header: 'Inspection', value: ({ latestRef }) => latestRef },
  { header: 'Page', value: ({ slug }) => organisationPaths.show(slug) },
];
