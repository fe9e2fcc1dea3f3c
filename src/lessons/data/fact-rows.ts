import { parsePeriod, type Period } from '../../kernel/period.js';
import { isReadable } from '../domain/readable.js';
import type { Reading } from '../domain/signal.js';
import { type MarkedRow, marksOf } from './marks.js';

/** A fact of any kind as one statement gives it beside others: what a column holds goes by the kind of record. */
export type FactRow<Kind extends string> = MarkedRow & {
  readonly record: Kind;
  readonly id: string;
  readonly ref: string | null;
  /** The record that it is a part of. */
  readonly ownerId: string | null;
  readonly label: string | null;
  readonly code: string | null;
  readonly second: string | null;
  readonly amount: number | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};

export const when = (text: string | null): Period | null => (text === null ? null : parsePeriod(text));

/**
 * Rows in the order of these columns, text by its code units and nothing first. They are sorted here and not by the
 * statement: years of a board are thousands of rows, and a database sorts whole ones.
 */
export function inOrder<Row extends object>(rows: readonly Row[], ...columns: readonly (keyof Row)[]): Row[] {
  return rows.toSorted((a, b) => {
    for (const column of columns) {
      const [one, other] = [a[column] ?? null, b[column] ?? null];
      if (one === other) continue;
      if (one === null || other === null) return one === null ? -1 : 1;
      return one < other ? -1 : 1;
    }
    return 0;
  });
}

/** The rows of each kind that a reading may use. */
export class FactRows<Kind extends string> {
  readonly #rows: readonly FactRow<Kind>[];

  constructor(rows: readonly FactRow<Kind>[], reading: Reading) {
    this.#rows = rows.filter((row) => isReadable(marksOf(row, row.startsOn), reading));
  }

  of(...kinds: readonly Kind[]): readonly FactRow<Kind>[] {
    return this.#rows.filter(({ record }) => kinds.includes(record));
  }
}
