/** What a person types to begin a measure; fields that a test is not about have fixed values. */
export const measureFields = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  name: 'Assessments finished in time',
  kind: 'other',
  unit: '%',
  role: 'process',
  polarity: 'higher',
  earlyMovement: 'none',
  frequency: 'month',
  lagDays: '20',
  target: '85',
  targetSource: 'Agreed by the board in March 2026',
  visibility: 'public',
  definition: 'Assessments finished within 45 working days, of all finished in the month',
  ...more,
});

/** Twelve rows as the page sends them, the oldest first: what each says by the number of its row. */
export const entryFields = (
  rows: Readonly<Record<number, Readonly<Record<string, string>>>>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  status: 'final',
  visibility: 'public',
  step: 'look',
  ...Object.fromEntries(
    Object.entries(rows).flatMap(([row, parts]) =>
      Object.entries(parts).map(([part, words]) => [`${part}-${row}`, words] as const),
    ),
  ),
  ...more,
});
