import { formatCount, plural } from '../../shell/format.js';
import type { PageFacts } from '../../shell/layout.js';
import { stacked, type Table, tableHead } from '../../shell/table.js';
import type { ComparisonEditionRow, ComparisonRow } from '../data/comparison.row.js';
import { versionName } from './cohort-words.page.js';
import { turnNames } from '../domain/comparison-package/cases-tables.js';
import { laneNames } from '../domain/lanes.js';
import { comparisonPaths } from './comparisons.paths.js';
import { researchPaths } from './research.paths.js';

/** A row of a table as it is kept, by the names of its columns. */
export type KeptRow = Readonly<Record<string, string>>;

export type CodebookPart = {
  readonly id: string;
  readonly heading: string;
  readonly table: Table;
};

export type ComparisonCodebookPage = PageFacts & {
  readonly caption: string;
  readonly heading: string;
  readonly lede: string;
  readonly parts: readonly CodebookPart[];
  readonly files: readonly { readonly text: string; readonly href: string }[];
};

const kindHeadings: Readonly<Record<string, string>> = {
  clock: 'The clock',
  row: 'Rows that are drawn',
  turn: 'Turns of a case',
  band: 'Where a grade stands',
  level: 'Levels of intervention',
  framework: 'Frameworks',
  measure: 'The measure',
};

const groups = (rows: readonly KeptRow[], column: string): ReadonlyMap<string, readonly KeptRow[]> => {
  const found = new Map<string, KeptRow[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
};

/** The terms of a kind in the order in which a reader meets them; others as they are kept. */
const met = [...Object.keys(laneNames), ...Object.keys(turnNames)];
const asMet = (rows: readonly KeptRow[]): readonly KeptRow[] =>
  rows.toSorted((a, b) => met.indexOf(a.key ?? '') - met.indexOf(b.key ?? ''));

const termsTable = (kind: string, rows: readonly KeptRow[]): CodebookPart => ({
  id: `terms-${kind}`,
  heading: kindHeadings[kind] ?? kind,
  table: stacked(
    {
      id: `terms-${kind}-table`,
      caption: kindHeadings[kind] ?? kind,
      captionHidden: true,
      head: tableHead([{ text: 'Term' }, { text: 'What it means' }, { text: 'Rows', numeric: true }]),
      rows: asMet(rows).map((row) => ({
        cells: [
          { text: row.name ?? '', header: true, note: kind === 'framework' ? null : `In the tables: ${row.key}` },
          { text: row.is ?? '' },
          { text: row.rows ? formatCount(Number(row.rows)) : '', numeric: true },
        ],
      })),
    },
    ['', 'What it means', 'Rows'],
  ),
});

const columnsTable = (name: string, rows: readonly KeptRow[]): CodebookPart => ({
  id: `columns-${name}`,
  heading: `Columns of ${name}.csv`,
  table: stacked(
    {
      id: `columns-${name}-table`,
      caption: `Columns of ${name}.csv`,
      captionHidden: true,
      head: tableHead([{ text: 'Column' }, { text: 'What it says' }, { text: 'Codes that stand in it' }]),
      rows: rows.map((row) => ({
        cells: [
          { text: row.column ?? '', header: true, note: row.type ?? null },
          { text: row.is ?? '' },
          { text: (row.codes ?? '').split('; ').join(' · ') },
        ],
      })),
    },
    ['', 'What it says', 'Codes'],
  ),
});

/** The codebook of a version: exactly the terms and the columns that it uses, as they were kept. */
export function comparisonCodebookPage({
  row,
  edition,
  definitions,
  columns,
}: {
  readonly row: ComparisonRow;
  readonly edition: ComparisonEditionRow;
  readonly definitions: readonly KeptRow[];
  readonly columns: readonly KeptRow[];
}): ComparisonCodebookPage {
  const { ref } = row;
  const { number, title } = edition;
  // Why a field is empty is explained once, and the codebook explains itself in its own file.
  const shown = columns.filter(({ table, column = '' }) => table !== 'codebook' && !column.endsWith('_missing'));
  return {
    title: `Codebook of ${title}: ${versionName(ref, number)}`,
    caption: `${title}: ${versionName(ref, number)}`,
    heading: 'Codebook',
    breadcrumbs: [
      { text: 'Research', href: researchPaths.index() },
      { text: versionName(ref, number), href: comparisonPaths.edition(ref, number) },
    ],
    lede: `${plural(definitions.length, 'term')} and ${plural(shown.length, 'column')}: what this version uses, and nothing else. Beside a column that may be empty stands one of the same name with “_missing” behind it, which says why.`,
    parts: [
      ...[...groups(definitions, 'kind')]
        .toSorted(([a], [b]) => Object.keys(kindHeadings).indexOf(a) - Object.keys(kindHeadings).indexOf(b))
        .map(([kind, rows]) => termsTable(kind, rows)),
      ...[...groups(shown, 'table')].map(([name, rows]) => columnsTable(name, rows)),
    ],
    files: ['codebook.csv', 'definitions.csv'].map((name) => ({
      text: name,
      href: comparisonPaths.file(ref, number, name),
    })),
  };
}
