import { groupBy } from '../../kernel/group-by.js';
import type { RowRemark } from './file-row.js';

/** A value of a column that a profile could not read or did not know, and how often it stands there. */
export type UnknownValue = {
  readonly column: string;
  readonly value: string;
  readonly count: number;
  readonly line: number;
};

/** What a remark quotes first: the value that it is about. */
function quotedIn(text: string): string | null {
  const from = text.indexOf('“');
  const to = text.indexOf('”', from);
  return from === -1 || to === -1 ? null : text.slice(from + 1, to);
}

/** The values that remarks are about, by column, the most frequent first, each with the first line where it stands. */
export function unknownValues(remarks: readonly RowRemark[]): UnknownValue[] {
  const told = remarks.flatMap(({ column, text, line }) => {
    const value = quotedIn(text);
    return column === null || value === null ? [] : [{ column, value, line }];
  });
  return [...groupBy(told, ({ column, value }) => JSON.stringify([column, value])).values()]
    .map((some) => ({ ...some[0], count: some.length }))
    .toSorted((a, b) => b.count - a.count);
}
