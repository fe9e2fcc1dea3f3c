/** An import of the same publication that is on the record. */
export type EarlierImport = { readonly ref: string; readonly rows: number; readonly at: string };

/** `earlier` null: the publication was never so small, as its profile says. */
export type Shrunken = { readonly rows: number; readonly earlier: EarlierImport | null; readonly smallest: number };

/**
 * Publications grow, or lose a few rows. One with fewer than nine tenths of the rows of the last import of the same
 * publication is more often a file that was cut short, filtered or of another place than news. Our rule: no publisher
 * states one.
 */
export const leastShareOfRows = 0.9;

/** What a file of so many rows is held against; null where it has not shrunk, or there is nothing to hold it against. */
export function shrunken(rows: number, earlier: EarlierImport | null, smallest = 1): Shrunken | null {
  if (rows < smallest) return { rows, earlier: null, smallest };
  return earlier !== null && rows < earlier.rows * leastShareOfRows ? { rows, earlier, smallest } : null;
}
