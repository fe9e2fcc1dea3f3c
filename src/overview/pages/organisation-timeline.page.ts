import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import type { CsvFile } from '../../shell/csv.js';
import { type Filters, filterForm, type FilterForm, readFilters } from '../../shell/filters.js';
import { plural } from '../../shell/format.js';
import type { Notice, PageFacts } from '../../shell/layout.js';
import type { Figure } from '../../shell/figure.js';
import type { EmptyState } from '../../shell/parts.js';
import { paginate, type Pagination, readPage } from '../../shell/pagination.js';
import { knownParameter } from '../../shell/as-known.js';
import { address, type QueryValues } from '../../shell/links.js';
import { kindsOf, type TimelineEntry, timelineKinds, timelineOf } from '../domain/timeline.js';
import { Citing } from './citing.page.js';
import { lifeLineFigure } from './life-line.page.js';
import {
  type DossierPageInput,
  hindsightNotice,
  knownDay,
  lastDay,
  organisationFrame,
  type OrganisationFrame,
  sourcesNoteOf,
} from './organisation-frame.page.js';
import { eventsCsv } from './events-csv.page.js';
import { kindWords, recordedTogether, tellingOf, type ToldEntry, toldEntry } from './told-entry.page.js';

export type OrganisationTimelinePage = PageFacts &
  OrganisationFrame & {
    readonly name: string;
    readonly heading: string;
    readonly figure: Figure | null;
    readonly filter: FilterForm;
    readonly entries: readonly ToldEntry[];
    readonly recorded: string | null;
    readonly pagination: Pagination | null;
    readonly csvHref: string | null;
    readonly empty: EmptyState | null;
  };

const filters = {
  kind: {
    kind: 'many',
    label: 'What happened',
    choices: timelineKinds.map((kind) => ({ value: kind, text: kindWords[kind] })),
  },
} as const satisfies Filters;

/** Up to here one page holds it all; beyond, pages of a hundred. */
const mostOnOnePage = 300;
const rowsAPage = 100;

type Query = Readonly<Record<string, unknown>>;

function chosen(input: DossierPageInput, query: Query) {
  const { values, notes } = readFilters(filters, query);
  const kinds: readonly string[] = values.kind;
  const entries = timelineOf(input.dossier).filter(
    (entry) => kinds.length === 0 || kindsOf(entry).some((kind) => kinds.includes(kind)),
  );
  return { values, notes, entries, isFiltered: kinds.length > 0 };
}

/** Everything that happened, in the order of time, with the picture above it. */
export function timelinePage(input: DossierPageInput, query: Query): OrganisationTimelinePage {
  const { dossier } = input;
  const { self } = dossier;
  const path = organisationPaths.timeline(self.slug);
  const { values, notes, entries, isFiltered } = chosen(input, query);
  const known = { [knownParameter]: knownDay(input) };
  const asked = { ...values, ...known };
  const { shown, pagination, pageNotes } = pageOf(entries, { query, path, asked });
  const citing = new Citing(input.citations);
  const telling = tellingOf(dossier, citing);
  return {
    ...organisationFrame(input, { path, keep: { ...values } }),
    title: `Timeline of ${self.name}`,
    notices: [...hindsightNotice(input), ...[...notes, ...pageNotes].map((text): Notice => ({ text }))],
    name: self.name,
    heading: `${plural(entries.length, 'event')}${isFiltered ? ' of the kinds chosen' : ''}`,
    figure: lifeLineFigure(dossier, {
      id: 'life-line',
      to: lastDay(input),
      headline: `What happened to ${self.name}, and what was done`,
      csvHref: address(organisationPaths.table(self.slug, 'life-line'), known),
    }),
    filter: filterForm(filters, values, { path, keep: known }),
    ...recordedTogether(shown.map((entry) => toldEntry(entry, telling))),
    pagination,
    csvHref: entries.length > 0 ? address(organisationPaths.timelineCsv(self.slug), asked) : null,
    empty:
      entries.length > 0
        ? null
        : { text: isFiltered ? 'No events of these kinds. Remove a filter.' : 'No events yet.' },
    sources: citing.list(),
    sourcesNote: sourcesNoteOf(dossier),
  };
}

function pageOf(
  entries: readonly TimelineEntry[],
  { query, path, asked }: { query: Query; path: string; asked: QueryValues },
): { shown: readonly TimelineEntry[]; pagination: Pagination | null; pageNotes: readonly string[] } {
  if (entries.length <= mostOnOnePage) return { shown: entries, pagination: null, pageNotes: [] };
  const { page, notes } = readPage(query);
  const last = Math.ceil(entries.length / rowsAPage);
  const current = Math.min(page, last);
  const shown = entries.slice((current - 1) * rowsAPage, current * rowsAPage);
  const total = { count: entries.length, capped: false };
  const pagination = paginate({ page: current, shown: shown.length, total, size: rowsAPage }, { path, query: asked });
  return { shown, pagination, pageNotes: notes };
}

/** The same rows, all of them, as a download. */
export const timelineCsv = (input: DossierPageInput, query: Query): CsvFile =>
  eventsCsv(chosen(input, query).entries, tellingOf(input.dossier, new Citing(input.citations)));
