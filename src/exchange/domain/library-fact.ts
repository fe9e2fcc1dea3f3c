/** `2018`, `2018-Q2`, `2018-03` or `2018-03-09`: what `parsePeriod` reads. */
export type PeriodText = string;

/** What every fact of the library carries. */
export type Fact = {
  readonly key: string;
  readonly sources: readonly string[];
  readonly verified: boolean;
  readonly inferred: boolean;
  readonly note: string | null;
};
