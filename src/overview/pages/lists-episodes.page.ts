import { type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { parsePeriod, type Period } from '../../kernel/period.js';
import { recoveryBases, triggerKinds } from '../../episodes/domain/episode.js';
import { closeReasons } from '../../episodes/domain/episode-state.js';
import { listedStates } from '../../episodes/domain/listed-state.js';
import { openingPaths } from '../../episodes/pages/cases.paths.js';
import { episodePaths } from '../../episodes/pages/episodes.paths.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { lifeLine } from '../../shell/charts/life-line.js';
import type { CsvColumn } from '../../shell/csv.js';
import { type FilterForm, filterForm, type FilterValues, type OneFilter } from '../../shell/filters.js';
import { formatMonths, formatPeriod, notKnown } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type QueryValues } from '../../shell/links.js';
import { type Count, formatCapped, paginate, pageSize, type Pagination } from '../../shell/pagination.js';
import type { EmptyState, Tag } from '../../shell/parts.js';
import { type Cell, type Column, type Sort, stacked, type Table, tableHead } from '../../shell/table.js';
import { carriedFilters } from '../../research/domain/cohort-filters.js';
import { researchPaths } from '../../research/pages/research.paths.js';
import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import type { EpisodeListRow } from '../data/lists.row.js';
import { firstJanuary, isBlank, lifeLineOf, type LifeLineRow } from '../domain/life-line-of.js';
import { type EndOfFailure, timeInFailure } from '../domain/time-in-failure.js';
import { dutyPaths } from './duties.paths.js';
import { listPaths } from './lists.paths.js';

const yearsShown = 20;
/** Before this year no inspectorate judged in a way that the record follows. */
const firstYear = 1990;

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, text]) => ({ value, text }));

export type EpisodeFilters = {
  readonly area: OneFilter;
  readonly state: OneFilter;
  readonly relapse: OneFilter;
  readonly basis: OneFilter;
  readonly from: OneFilter;
  readonly to: OneFilter;
};

const relapseChoices = { yes: 'Relapses', no: 'First failures' } as const;
const basisChoices = { judgements: 'From judgements alone', decided: 'With a decision on record' } as const;

export function episodeFilters(today: CalendarDay): EpisodeFilters {
  const latest = partsOf(today).year;
  const years = Array.from({ length: latest - firstYear + 1 }, (_unused, index) => String(latest - index));
  const choices = years.map((year) => ({ value: year, text: year }));
  return {
    area: { kind: 'one', label: 'Area', any: 'Any area', choices: choicesOf(episodeAreas) },
    state: { kind: 'one', label: 'State', any: 'Any state', choices: choicesOf(listedStates) },
    relapse: { kind: 'one', label: 'Relapse', any: 'Both', choices: choicesOf(relapseChoices) },
    basis: { kind: 'one', label: 'How its state is known', any: 'Either', choices: choicesOf(basisChoices) },
    from: { kind: 'one', label: 'Triggered in or after', any: 'Any year', choices },
    to: { kind: 'one', label: 'Triggered in or before', any: 'Any year', choices },
  };
}

/** Years that cannot both hold are left out, with a note. */
export function readYears(values: FilterValues<EpisodeFilters>): {
  readonly values: FilterValues<EpisodeFilters>;
  readonly notes: readonly string[];
} {
  const { from, to } = values;
  if (from === null || to === null || from <= to) return { values, notes: [] };
  return {
    values: { ...values, from: null, to: null },
    notes: [`No year is both ${from} or later and ${to} or earlier, so the years were left out.`],
  };
}

export const episodeColumns: readonly Column[] = [
  { text: 'Episode' },
  { text: 'Triggered', sortKey: 'trigger', firstDirection: 'descending' },
  { text: 'State' },
  { text: 'Months in failure', sortKey: 'months', firstDirection: 'descending' },
];
export const tooLongForMonths =
  'A list of more than 1,000 episodes is not sorted by months. Filter it first. The latest trigger stands first.';
export const episodeOrder: Sort = { column: 'trigger', direction: 'descending' };

export type EpisodesPage = PageFacts & {
  /** For somebody who may open a case. */
  readonly openHref: string | null;
  readonly heading: string;
  readonly filter: FilterForm;
  readonly table: Table;
  readonly pagination: Pagination | null;
  readonly workedOut: { readonly summary: string; readonly paragraphs: readonly string[] };
  readonly methodsHref: string;
  /** Where the episodes of this list can be frozen, or have been. */
  readonly frozenHref: string;
  /** The same filters, as far as it has them, on the page of time to recovery. */
  readonly recoveryHref: string;
};

export type EpisodesList = {
  readonly filters: EpisodeFilters;
  readonly values: FilterValues<EpisodeFilters>;
  readonly sort: Sort;
  readonly page: number;
  readonly total: Count;
  readonly rows: readonly EpisodeListRow[];
  readonly lines: ReadonlyMap<string, readonly LifeLineRow[]>;
  readonly notes: readonly string[];
  readonly today: CalendarDay;
  /** Whether the reader may open a case. */
  readonly mayOpen?: boolean;
};

const labelOf = (labels: Readonly<Record<string, string>>, code: string | null): string | null =>
  code === null ? null : (labels[code] ?? code);

const read = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/** "9 episodes of failure", "4 episodes of failure that are relapses, filtered". */
function headingOf({ total, values }: EpisodesList): string {
  const { relapse, ...others } = values;
  const noun = total.count === 1 && !total.capped ? 'episode' : 'episodes';
  const clause = relapse === 'yes' ? (noun === 'episode' ? ' that is a relapse' : ' that are relapses') : '';
  const isNarrowed = relapse === 'no' || Object.values(others).some((value) => value !== null);
  return `${formatCapped(total)}\u00a0${noun} of failure${clause}${isNarrowed ? ', filtered' : ''}`;
}

/** A name made from judgements does not say whose it is; one that a person gave does. */
const titleOf = ({ origin, organisationName, title }: EpisodeListRow): string =>
  origin === 'judgements' ? `${organisationName}: ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;

const certaintyOf = ({ verified, inferred, origin }: EpisodeListRow): readonly string[] =>
  origin === 'judgements'
    ? []
    : [verified === 1 ? '' : 'Not verified', inferred === 1 ? 'Partly inferred' : ''].filter(Boolean);

function episodeCell(row: EpisodeListRow): Cell {
  return {
    text: titleOf(row),
    href: episodePaths.show(row.ref),
    note: [labelOf(episodeAreas, row.area), row.unit, ...certaintyOf(row)].filter(Boolean).join(', '),
    links: [{ text: row.organisationName, href: organisationPaths.show(row.organisationSlug) }],
    header: true,
  };
}

const triggerNote = ({ triggerKind, derivedByArea }: EpisodeListRow): string =>
  derivedByArea === 1
    ? 'A failing area: this framework has no overall test of failure'
    : (labelOf(triggerKinds, triggerKind) ?? notKnown);

const stateColours: Readonly<Record<string, Tag['colour']>> = {
  open: 'orange',
  in_intervention: 'orange',
  monitoring: 'yellow',
};

const stateCell = ({ state, status, relapseOfRef }: EpisodeListRow): Cell => ({
  tag: { text: labelOf(listedStates, state) ?? state, colour: stateColours[state] ?? 'grey' },
  links: relapseOfRef === null ? [] : [{ text: `Relapse of ${relapseOfRef}`, href: episodePaths.show(relapseOfRef) }],
  note: status === null ? 'From judgements' : 'Decided',
});

function monthsCell(row: EpisodeListRow, today: CalendarDay): Cell {
  const time = timeInFailure(row, today);
  if (!time) return { text: notKnown };
  const ends: Record<EndOfFailure, string> = {
    'not-failing': 'to the first judgement that was not failing',
    recovered: 'to the recovery that was decided',
    closed: `to its closing: ${(labelOf(closeReasons, row.closeReason) ?? 'reason not known').toLowerCase()}`,
    open: 'so far; no end on record',
  };
  const on = time.end ? `, ${formatPeriod(time.end)}` : '';
  const sure = time.endKind === 'not-failing' && row.notFailingInferred === 1 ? ' (partly inferred)' : '';
  return { text: formatMonths(time.months), note: `${ends[time.endKind]}${on}${sure}` };
}

type Scale = { readonly from: CalendarDay; readonly to: CalendarDay };

function triggerCell(row: EpisodeListRow, facts: readonly LifeLineRow[], scale: Scale): Cell {
  const trigger = read(row.derivedTriggerOn) ?? read(row.triggerOn);
  const line = lifeLineOf(facts, scale);
  return {
    text: trigger ? formatPeriod(trigger) : notKnown,
    note: triggerNote(row),
    lifeLine: isBlank(line)
      ? null
      : lifeLine(line, { id: `line-${row.ref}`, name: row.organisationName, size: 'small', width: 260 }),
  };
}

function emptyOf({ page, total }: EpisodesList, filter: FilterForm, firstPage: string): EmptyState {
  if (page > 1 && total.count > 0)
    return { text: 'The list has no such page.', link: { text: 'Show its first page', href: firstPage } };
  if (!filter.isFiltered) return { text: 'No episodes of failure have been published yet.' };
  return { text: 'No episodes match. Remove a filter.', link: { text: 'Clear all filters', href: filter.clearHref } };
}

const sortQuery = (sort: Sort): QueryValues =>
  sort.column === episodeOrder.column && sort.direction === episodeOrder.direction
    ? {}
    : { sort: sort.column, order: sort.direction };

const workedOut = {
  summary: 'How months in failure are worked out',
  paragraphs: [
    'From the trigger to the first judgement that was not failing. Where nothing was judged, to the recovery that was decided, or to the closing of the episode. An open episode is counted up to today and is marked “so far”: it can only grow.',
    'Months are days divided by 30.4375. A date known only to its month, quarter or year counts from its middle, and the ± says how far the true figure may lie from the one shown.',
  ],
};

export function episodesPage(list: EpisodesList): EpisodesPage {
  const { filters, values, sort, page, total, rows, lines, today } = list;
  const path = episodePaths.index();
  const keep = sortQuery(sort);
  const query: QueryValues = { ...values, ...keep };
  const filter = filterForm(filters, values, { path, keep });
  const scale = { from: firstJanuary([], { today, yearsAtLeast: yearsShown }), to: today };
  const years = `${partsOf(scale.from).year} to ${partsOf(today).year}`;
  const heading = headingOf(list);
  const columns = episodeColumns.map((column) => {
    if (column.sortKey === 'trigger') return { ...column, text: `${column.text}, and life line ${years}` };
    return column.sortKey === 'months' && total.capped ? { text: column.text } : column;
  });
  return {
    title: heading,
    description:
      'Every spell in which a public service was failing, how it began, how long it lasted and whether it came back.',
    breadcrumbs: [],
    notices: list.notes.map((text) => ({ text })),
    heading,
    filter,
    table: stacked(
      {
        id: 'episodes',
        caption: 'Episodes of failure',
        captionHidden: true,
        head: tableHead(columns, { path, query, sort }),
        rows: rows.map((row) => ({
          cells: [
            episodeCell(row),
            triggerCell(row, lines.get(row.organisationId) ?? [], scale),
            stateCell(row),
            monthsCell(row, today),
          ],
        })),
        csvHref: address(listPaths.episodesCsv(), values),
        empty: emptyOf(list, filter, address(path, query)),
      },
      ['', 'Triggered', 'State', 'In failure'],
    ),
    pagination:
      rows.length === 0 ? null : paginate({ page, shown: rows.length, total, size: pageSize }, { path, query }),
    workedOut,
    openHref: list.mayOpen ? openingPaths.begin() : null,
    methodsHref: dutyPaths.methods(),
    frozenHref: address(researchPaths.cohorts(), carriedFilters(values)),
    recoveryHref: address(researchPaths.recovery(), { area: values.area, from: values.from, to: values.to }),
  };
}

const precisionOf = (text: string | null): string | null => read(text)?.precision ?? null;

/** The whole list as a file: what judgements say and what a person recorded in columns of their own, never mixed. */
export const episodeCsv = (today: CalendarDay): readonly CsvColumn<EpisodeListRow>[] => [
  { header: 'Reference', value: ({ ref }) => ref },
  { header: 'Organisation', value: ({ organisationName }) => organisationName },
  { header: 'Title', value: ({ title }) => title },
  { header: 'Area', value: ({ area }) => labelOf(episodeAreas, area) },
  { header: 'Part', value: ({ unit }) => unit },
  { header: 'State', value: ({ state }) => labelOf(listedStates, state) },
  { header: 'State is', value: ({ status }) => (status === null ? 'from judgements' : 'decided') },
  { header: 'Trigger kind', value: ({ triggerKind }) => labelOf(triggerKinds, triggerKind) },
  {
    header: 'By area (no overall test of failure)',
    value: ({ derivedByArea }) => (derivedByArea === 1 ? 'yes' : 'no'),
  },
  { header: 'Trigger inspection', value: ({ triggerInspectionRef }) => triggerInspectionRef },
  { header: 'Trigger on (from judgements)', value: ({ derivedTriggerOn }) => derivedTriggerOn },
  { header: 'Trigger known to the (from judgements)', value: ({ derivedTriggerOn }) => precisionOf(derivedTriggerOn) },
  { header: 'First not failing on (from judgements)', value: ({ derivedNotFailingOn }) => derivedNotFailingOn },
  {
    header: 'First not failing known to the (from judgements)',
    value: ({ derivedNotFailingOn }) => precisionOf(derivedNotFailingOn),
  },
  { header: 'Good on (from judgements)', value: ({ derivedGoodOn }) => derivedGoodOn },
  { header: 'Good known to the (from judgements)', value: ({ derivedGoodOn }) => precisionOf(derivedGoodOn) },
  { header: 'Trigger on (recorded)', value: ({ triggerOn }) => triggerOn },
  { header: 'Trigger known to the (recorded)', value: ({ triggerOn }) => precisionOf(triggerOn) },
  { header: 'First not failing on (recorded)', value: ({ notFailingOn }) => notFailingOn },
  { header: 'First not failing known to the (recorded)', value: ({ notFailingOn }) => precisionOf(notFailingOn) },
  { header: 'Good on (recorded)', value: ({ goodOn }) => goodOn },
  { header: 'Good known to the (recorded)', value: ({ goodOn }) => precisionOf(goodOn) },
  { header: 'Recovered on (recorded)', value: ({ recoveredOn }) => recoveredOn },
  { header: 'Recovered known to the (recorded)', value: ({ recoveredOn }) => precisionOf(recoveredOn) },
  { header: 'Basis of recovery', value: ({ recoveryBasis }) => labelOf(recoveryBases, recoveryBasis) },
  { header: 'Intervention ended on (recorded)', value: ({ interventionEndedOn }) => interventionEndedOn },
  {
    header: 'Intervention end known to the (recorded)',
    value: ({ interventionEndedOn }) => precisionOf(interventionEndedOn),
  },
  { header: 'Closed on (recorded)', value: ({ closedOn }) => closedOn },
  { header: 'Closed known to the (recorded)', value: ({ closedOn }) => precisionOf(closedOn) },
  { header: 'Closed because', value: ({ closeReason }) => labelOf(closeReasons, closeReason) },
  { header: 'Months in failure', value: (row) => timeInFailure(row, today)?.months.months },
  { header: 'Plus or minus', value: (row) => timeInFailure(row, today)?.months.uncertainty },
  { header: 'Months run to', value: (row) => endWords[timeInFailure(row, today)?.endKind ?? 'open'] },
  { header: 'Relapse of', value: ({ relapseOfRef }) => relapseOfRef },
  { header: 'Watch until', value: ({ watchUntil }) => watchUntil },
  { header: 'Page', value: ({ ref }) => episodePaths.show(ref) },
];

const endWords: Record<EndOfFailure, string> = {
  'not-failing': 'first judgement not failing',
  recovered: 'recovery decided',
  closed: 'closing',
  open: 'today (still open)',
};
