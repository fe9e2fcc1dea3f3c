/** What stands in a field of a table. Nothing known is null, and a column beside it says why. */
export type Cell = string | number | null;

/** Why a field is empty (record B7). */
export const missingReasons = ['not recorded', 'not applicable', 'suppressed', 'not yet'] as const;
export type MissingReason = (typeof missingReasons)[number];

/**
 * `when` is a date as exactly as it is known: `2018`, `2018-Q2`, `2018-03` or `2018-03-09`. `date` is one day, `yesno`
 * is `true` or `false`.
 */
export type ColumnType = 'text' | 'code' | 'whole' | 'number' | 'yesno' | 'date' | 'when';

export type ColumnGuide = {
  readonly name: string;
  readonly type: ColumnType;
  /** What it says, with its unit. */
  readonly is: string;
  /** Every code that may stand here, with its meaning; absent where there is no closed list. */
  readonly codes?: Readonly<Record<string, string>>;
  readonly mayBeEmpty: boolean;
  /** The column that says why it is empty; absent where it is never empty, or is such a column itself. */
  readonly reasonIn?: string;
};

export type PackageColumn<Row> = Omit<ColumnGuide, 'mayBeEmpty'> & {
  readonly value: (row: Row) => Cell;
  /** Why it is empty, where it may be: a column of reasons is put behind it. */
  readonly missing?: (row: Row) => MissingReason;
};

/** That a row names a row of another table. */
export type Reference = { readonly column: string; readonly table: string; readonly to: string };

export type TableGuide = {
  readonly name: string;
  readonly title: string;
  /** What one row is. */
  readonly rowIs: string;
  readonly key: readonly string[];
  readonly references: readonly Reference[];
};

/** A table as it is frozen: its rows in the order of their key, columns of reasons among them. */
export type PackageTable = TableGuide & {
  readonly columns: readonly ColumnGuide[];
  readonly rows: readonly (readonly Cell[])[];
};

const reasonCodes = Object.fromEntries(missingReasons.map((reason) => [reason, reason]));

const always =
  (reason: MissingReason): (() => MissingReason) =>
  () =>
    reason;
export const notRecorded = always('not recorded');
export const notApplicable = always('not applicable');

/** The columns of a date: as exactly as it is known, and the first and last day that it may be. */
export function whenColumns<Row>(
  name: string,
  is: string,
  value: (row: Row) => { readonly text: string; readonly first: string; readonly last: string } | null,
  missing?: (row: Row) => MissingReason,
): readonly PackageColumn<Row>[] {
  const reasonIn = missing ? `${name}_missing` : undefined;
  return [
    { name, type: 'when', is: `${is}, as exactly as it is known`, value: (row) => value(row)?.text ?? null, missing },
    {
      name: `${name}_earliest`,
      type: 'date',
      is: `The first day that it may be: ${is.toLowerCase()}`,
      value: (row) => value(row)?.first ?? null,
      reasonIn,
    },
    {
      name: `${name}_latest`,
      type: 'date',
      is: `The last day that it may be: ${is.toLowerCase()}`,
      value: (row) => value(row)?.last ?? null,
      reasonIn,
    },
  ];
}

type Spread<Row> = { readonly guide: ColumnGuide; readonly cell: (row: Row) => Cell };

function spread<Row>({ value, missing, ...column }: PackageColumn<Row>): readonly Spread<Row>[] {
  if (!missing) return [{ guide: { ...column, mayBeEmpty: column.reasonIn !== undefined }, cell: value }];
  const reasonIn = `${column.name}_missing`;
  return [
    { guide: { ...column, mayBeEmpty: true, reasonIn }, cell: value },
    {
      guide: {
        name: reasonIn,
        type: 'code',
        is: `Why ${column.name} is empty; empty where it is not`,
        codes: reasonCodes,
        mayBeEmpty: true,
      },
      cell: (row) => (value(row) === null ? missing(row) : null),
    },
  ];
}

function byCells(a: readonly Cell[], b: readonly Cell[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? null;
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return String(one) < String(other) ? -1 : 1;
  }
  return 0;
}

/** Codes that stand in a column and on no list, such as a later version of the service may know: told as themselves. */
function notListed(
  codes: Readonly<Record<string, string>>,
  rows: readonly { readonly cells: readonly Cell[] }[],
  place: number,
): Readonly<Record<string, string>> {
  const found = new Set(rows.map(({ cells }) => cells[place]));
  return Object.fromEntries(
    [...found]
      .filter((cell): cell is string => typeof cell === 'string' && !Object.hasOwn(codes, cell))
      .toSorted()
      .map((code) => [code, code]),
  );
}

/**
 * Lays rows out as a table: the same facts give the same rows in the same order. Throws on two rows with one key, on an
 * empty key and on an empty field of which nothing says why: a mistake of whoever wrote the columns.
 */
export function packageTable<Row>(
  guide: TableGuide & { readonly columns: readonly PackageColumn<Row>[] },
  facts: readonly Row[],
): PackageTable {
  const columns = guide.columns.flatMap((column) => spread(column));
  const keyAt = guide.key.map((name) => columns.findIndex((column) => column.guide.name === name));
  const keyOf = (cells: readonly Cell[]): readonly Cell[] => keyAt.map((place) => cells[place] ?? null);
  const rows = facts
    .map((fact) => columns.map(({ cell }) => cell(fact)))
    .map((cells) => ({ cells, key: keyOf(cells) }))
    .toSorted((a, b) => byCells(a.key, b.key));
  for (const [index, { cells, key }] of rows.entries()) {
    const before = rows[index - 1];
    if (key.includes(null)) throw new Error(`${guide.name} has a row without its key`);
    if (before && byCells(before.key, key) === 0) throw new Error(`${guide.name} has ${key.join(' ')} twice`);
    const empty = columns.find(({ guide: column }, place) => cells[place] === null && !column.mayBeEmpty);
    if (empty) throw new Error(`${guide.name} ${key.join(' ')} has no ${empty.guide.name}`);
  }
  const { name, title, rowIs, key, references } = guide;
  const withFound = ({ codes, ...column }: ColumnGuide, place: number): ColumnGuide =>
    codes ? { ...column, codes: { ...codes, ...notListed(codes, rows, place) } } : column;
  return {
    name,
    title,
    rowIs,
    key,
    references,
    columns: columns.map((column, place) => withFound(column.guide, place)),
    rows: rows.map(({ cells }) => cells),
  };
}
