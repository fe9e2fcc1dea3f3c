import { formatCount, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { address, type Link } from '../../shell/links.js';
import { paginate, type Pagination } from '../../shell/pagination.js';
import { type Table, tableHead } from '../../shell/table.js';
import type { IssueRow } from '../data/import.row.js';
import { importCrumbs } from './import-words.page.js';
import { importPaths } from './imports.paths.js';

type Outcome = IssueRow['outcome'];

export type RowsPage = PageFacts & {
  readonly heading: string;
  readonly intro: string;
  readonly other: Link | null;
  readonly table: Table;
  readonly pagination: Pagination | null;
};

export const rowsTable = (caption: string, issues: readonly IssueRow[]): Table => ({
  id: 'rows',
  caption,
  head: tableHead([{ text: 'Line' }, { text: 'Column' }, { text: 'Why' }]),
  rows: issues.map(({ line, column, reason }) => ({
    cells: [
      { text: `Line ${formatCount(line)}`, header: true, written: line },
      { text: column ?? 'The whole row', written: column },
      { text: reason },
    ],
  })),
  empty: { text: 'None.' },
});

const intros: Readonly<Record<Outcome, string>> = {
  refused: 'Nothing of these rows is brought in. The heading of the file is line 1.',
  noted: 'These rows were read. Something about them is worth knowing.',
};
const captions: Readonly<Record<Outcome, string>> = { refused: 'Refused rows', noted: 'Rows with a note' };
const headings: Readonly<Record<Outcome, (count: number) => string>> = {
  refused: (count) => plural(count, 'refused row'),
  noted: (count) => plural(count, 'note'),
};

/** Every row of a file that was refused, or about which there is something to know. */
export function importRowsPage(
  ref: string,
  {
    outcome,
    issues,
    counts,
    page,
    notes,
  }: {
    readonly outcome: Outcome;
    readonly issues: readonly IssueRow[];
    readonly counts: Readonly<Record<Outcome, number>>;
    readonly page: number;
    readonly notes: readonly string[];
  },
): RowsPage {
  const other = outcome === 'refused' ? 'noted' : 'refused';
  const query = { outcome: outcome === 'refused' ? null : outcome };
  const heading = headings[outcome](counts[outcome]);
  return {
    title: `${heading}, ${ref}`,
    heading,
    intro: intros[outcome],
    breadcrumbs: [...importCrumbs, { text: ref, href: importPaths.show(ref) }],
    notices: notes.map((text) => ({ text })),
    other:
      counts[other] === 0
        ? null
        : {
            text: headings[other](counts[other]),
            href: address(importPaths.rows(ref), { outcome: other === 'refused' ? null : other }),
          },
    table: {
      ...rowsTable(captions[outcome], issues),
      csvHref: counts[outcome] === 0 ? null : address(importPaths.rowsFile(ref), query),
    },
    pagination: paginate(
      { page, shown: issues.length, total: { count: counts[outcome], capped: false } },
      { path: importPaths.rows(ref), query },
    ),
  };
}
