/** A comparison that somebody keeps. */
export type ComparisonRow = {
  readonly id: string;
  readonly ref: string;
  readonly accountId: string;
  readonly name: string;
  readonly note: string | null;
  /** JSON: the episodes in the order in which they were picked. */
  readonly episodes: string;
  readonly alignOn: string;
  readonly shownAs: string;
  /** JSON: the lines of facts that it was read from. */
  readonly facts: string;
  readonly hash: string;
  readonly asOn: string;
  readonly version: number;
  readonly recordedAt: string;
};

/** One line of the list of comparisons. */
export type ComparisonListRow = Omit<ComparisonRow, 'facts'>;
