/** What was posted of many rows in one form: each name begins with the reference of its row. */
type Posted = Readonly<Record<string, string | readonly string[]>>;

/** The fields of one row, under the names that the form of a single row has. */
export const rowFields = ['answer', 'reason', 'note', 'evidence', 'later', 'started', 'version'] as const;

export const nameIn = (ref: string, field: string): string => `${ref}-${field}`;

const isSaid = (value: string | readonly string[]): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value.some((one) => one.trim() !== '');

export type TableRow = {
  readonly ref: string;
  readonly posted: Posted;
  /** Whether anything was said of it. */
  readonly isFilled: boolean;
};

/** Parts what was posted into rows; null where a name belongs to none of them. */
export function rowsIn(posted: Posted, refs: readonly string[]): readonly TableRow[] | null {
  const left = new Map(Object.entries(posted));
  const rows = refs.map((ref): TableRow => {
    const own: Record<string, string | readonly string[]> = {};
    for (const field of rowFields) {
      const value = left.get(nameIn(ref, field));
      if (value === undefined) continue;
      left.delete(nameIn(ref, field));
      own[field] = value;
    }
    const said = Object.entries(own).filter(([name]) => name !== 'version');
    return { ref, posted: own, isFilled: said.some(([, value]) => isSaid(value)) };
  });
  return left.size > 0 ? null : rows;
}

/** What is still to be looked at: without the rows that are saved. */
export const withoutRows = (posted: Posted, saved: ReadonlySet<string>): Posted =>
  Object.fromEntries(
    Object.entries(posted).filter(
      ([name]) => ![...saved].some((ref) => rowFields.some((one) => name === nameIn(ref, one))),
    ),
  );
