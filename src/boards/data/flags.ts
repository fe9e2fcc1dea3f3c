type Raw<Row, Flags extends keyof Row> = Omit<Row, Flags> & { readonly [Name in Flags]: number | string | null };

/** Rows with yes and no in place of 1 and 0; what is not known stays null. */
export function withFlags<Row extends object, Flags extends keyof Row>(
  rows: readonly Raw<Row, Flags>[],
  ...flags: readonly Flags[]
): Row[] {
  return rows.map((row) => {
    const read: Record<string, unknown> = { ...row };
    for (const flag of flags) {
      const value: number | string | null = row[flag];
      read[flag as string] = value === null ? null : Number(value) === 1;
    }
    return read as Row;
  });
}
