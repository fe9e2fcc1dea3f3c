import type { CsvValue } from './csv.js';
import { type Link, type QueryValues, address } from './links.js';
import type { Value } from './parts.js';

export type Direction = 'ascending' | 'descending';
export type Sort = { readonly column: string; readonly direction: Direction };

/** A column as the page model declares it. */
export type Column = {
  readonly text: string;
  /** Figures, aligned at their right. */
  readonly numeric?: boolean;
  /** The name in the address, for a column that can be sorted. */
  readonly sortKey?: string;
  /** Which way the first press sorts: ascending unless told. Dates and counts begin with the latest or largest. */
  readonly firstDirection?: Direction;
};

export type HeadCell = {
  readonly text: string;
  readonly numeric: boolean;
  readonly href: string | null;
  /** For `aria-sort`: null on a column that cannot be sorted. */
  readonly sorted: Direction | 'none' | null;
  /** What pressing it does, for readers who do not see the arrow. */
  readonly action: string | null;
};

/** One value under the heading of its column, or several under headings of their own, the same in each row. */
export type Written = CsvValue | Readonly<Record<string, CsvValue>>;

export type Cell = Value & {
  readonly numeric?: boolean;
  readonly header?: boolean;
  /** What the download says instead of the words on the page: the date as it is kept, the number alone. */
  readonly written?: Written;
  /** From `stacked`: its column, said before it where the row stands as a block. */
  readonly label?: string | null;
  /** From `stacked`: it says nothing, so a phone leaves it out. */
  readonly isBlank?: boolean;
};

export type TableRow = {
  readonly cells: readonly Cell[];
  /** Said across the whole table below this row: what parts it from the next. */
  readonly after?: { readonly text: string; readonly span: number } | null;
};

/** `partials/table`. */
export type Table = {
  readonly id: string;
  readonly caption: string;
  /** True when a heading above says the same already: the caption is then for readers who do not see it. */
  readonly captionHidden?: boolean;
  readonly head: readonly HeadCell[];
  readonly rows: readonly TableRow[];
  /** From `stacked`. */
  readonly isStacked?: boolean;
  /** "Download this table (CSV)". */
  readonly csvHref?: string | null;
  /** What stands instead of the table when it has no rows. */
  readonly empty?: { readonly text: string; readonly link?: Link | null } | null;
};

const opposite: Record<Direction, Direction> = { ascending: 'descending', descending: 'ascending' };

/**
 * Reads `sort` and `order` against the columns. What makes no sense is ignored and told in a note. A repeated
 * parameter counts as one that makes no sense.
 */
export function readSort(
  query: Readonly<Record<string, unknown>>,
  columns: readonly Column[],
  fallback: Sort,
): { readonly sort: Sort; readonly notes: readonly string[] } {
  const { sort, order } = query;
  if (sort === undefined && order === undefined) return { sort: fallback, notes: [] };
  const column = columns.find((one) => one.sortKey !== undefined && one.sortKey === sort);
  const known = order === undefined || order === 'ascending' || order === 'descending';
  if (!column?.sortKey || !known) {
    return {
      sort: fallback,
      notes: ['The list cannot be sorted in the way that was asked for. The usual order is shown.'],
    };
  }
  const direction = order ?? column.firstDirection ?? 'ascending';
  return { sort: { column: column.sortKey, direction }, notes: [] };
}

/**
 * The headings of a table. A column with a `sortKey` becomes a link that sorts by it, and turns the order round when
 * the table is already sorted so. Other values of the address are kept; the page number is not.
 */
export function tableHead(
  columns: readonly Column[],
  list?: { readonly path: string; readonly query: QueryValues; readonly sort: Sort },
): readonly HeadCell[] {
  return columns.map(({ text, numeric = false, sortKey, firstDirection = 'ascending' }) => {
    if (!sortKey || !list) return { text, numeric, href: null, sorted: null, action: null };
    const sorted = list.sort.column === sortKey ? list.sort.direction : null;
    const next = sorted ? opposite[sorted] : firstDirection;
    return {
      text,
      numeric,
      href: address(list.path, { ...list.query, page: null, sort: sortKey, order: next }),
      sorted: sorted ?? 'none',
      action: `sort ${next}`,
    };
  });
}

/** A dash under a heading keeps a column in line; in a block of its own it only takes room. */
const isBlank = (cell: Cell): boolean =>
  (!cell.text || cell.text === '–') &&
  !cell.grade &&
  !cell.tag &&
  !cell.note &&
  !cell.lifeLine &&
  (cell.citations ?? []).length === 0 &&
  (cell.links ?? []).length === 0;

/**
 * A table whose rows stand as blocks on a phone, each cell after the name of its column. `labels` says it shorter where
 * a heading is long; an empty one says nothing.
 */
export const stacked = (table: Table, labels: readonly string[] = table.head.map(({ text }) => text)): Table => ({
  ...table,
  isStacked: true,
  rows: table.rows.map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell, index) =>
      cell.header ? cell : { ...cell, label: labels[index] || null, isBlank: isBlank(cell) },
    ),
  })),
});
