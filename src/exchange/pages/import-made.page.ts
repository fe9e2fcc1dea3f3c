import { inspectionPaths } from '../../inspections/pages/inspections.paths.js';
import { parsePeriod } from '../../kernel/period.js';
import { organisationPaths } from '../../organisations/pages/organisations.paths.js';
import { formatPeriod, notKnown, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import { type Table, tableHead } from '../../shell/table.js';
import type { MadeRow } from '../data/import.row.js';
import { importCrumbs } from './import-words.page.js';
import { importPaths } from './imports.paths.js';

export type MadePage = PageFacts & {
  readonly heading: string;
  readonly intro: string;
  readonly other: null;
  readonly table: Table;
  readonly pagination: Pagination | null;
};

const dateOf = (text: string | null): string => {
  const on = text === null ? null : parsePeriod(text);
  return on ? formatPeriod(on) : notKnown;
};

export const madeTable = (caption: string, made: readonly MadeRow[]): Table => ({
  id: 'made',
  caption,
  head: tableHead([{ text: 'Inspection' }, { text: 'Organisation' }, { text: 'What was looked at' }, { text: 'Date' }]),
  rows: made.map(({ ref, name, slug, subject, judgedOn }) => ({
    cells: [
      { text: ref, href: inspectionPaths.show(ref), header: true },
      { text: name, href: organisationPaths.show(slug) },
      { text: subject },
      { text: dateOf(judgedOn) },
    ],
  })),
  empty: { text: 'None on this page.' },
});

/** Every inspection that an import put on the record. */
export function importMadePage(
  ref: string,
  {
    made,
    count,
    page,
    notes,
  }: {
    readonly made: readonly MadeRow[];
    readonly count: number;
    readonly page: number;
    readonly notes: readonly string[];
  },
): MadePage {
  const heading = `${plural(count, 'inspection')} from ${ref}`;
  return {
    title: heading,
    heading,
    intro: 'Each was put on the record by this import. Its page says from which line of the file.',
    other: null,
    breadcrumbs: [...importCrumbs, { text: ref, href: importPaths.show(ref) }],
    notices: notes.map((text) => ({ text })),
    table: madeTable('Inspections', made),
    pagination: paginate(
      { page, shown: made.length, total: { count, capped: false } },
      { path: importPaths.made(ref), query: {} },
    ),
  };
}
