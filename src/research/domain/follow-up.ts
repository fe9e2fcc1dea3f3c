/** How following a case stopped: 0 the record ends while it still ran, 1 what is timed happened, 2 and up it ended otherwise. */
export const censored = 0;
export const happened = 1;

/**
 * Cases followed from their beginning, a column a fact: `days[i]` whole days until following case `i` stopped, `ends[i]`
 * how it stopped. Columns, so that a hundred thousand cases cost a millisecond.
 */
export type FollowUp = { readonly days: Int32Array; readonly ends: Uint8Array };

/** One case: whole days, and how following it stopped. */
export type Followed = { readonly days: number; readonly end: number };

/** A century and a half: a longer spell is a mistake in a date. */
const mostDays = 55_000;

/** Puts cases into columns. Throws on days that are no whole number from 0 to 55,000: a programmer's mistake. */
export function followUp(cases: readonly Followed[]): FollowUp {
  const days = new Int32Array(cases.length);
  const ends = new Uint8Array(cases.length);
  for (const [index, one] of cases.entries()) {
    if (!Number.isInteger(one.days) || one.days < 0 || one.days > mostDays)
      throw new RangeError(`A case cannot be followed for ${one.days} days`);
    days[index] = one.days;
    ends[index] = one.end;
  }
  return { days, ends };
}

/** What happened on each day on which anything did, in the order of days. */
export type RiskTable = {
  readonly days: readonly number[];
  /** Followed until this day or longer: all to whom it may happen on this day. */
  readonly atRisk: readonly number[];
  /** How many ended in each way on this day: `byEnd[end][index]`. */
  readonly byEnd: readonly (readonly number[])[];
};

/**
 * Counts the cases by day. `ways` is how many ways of ending are told apart, the censored among them. One pass to
 * count and one over the days, so no sorting: O(n + longest).
 */
export function riskTable({ days, ends }: FollowUp, ways = 2): RiskTable {
  let longest = 0;
  for (const day of days) if (day > longest) longest = day;
  const counts = new Int32Array((longest + 1) * ways);
  for (let index = 0; index < days.length; index += 1) {
    const end = ends[index] ?? censored;
    counts[(days[index] ?? 0) * ways + (end < ways ? end : censored)] += 1;
  }
  const table = {
    days: [] as number[],
    atRisk: [] as number[],
    byEnd: Array.from({ length: ways }, () => [] as number[]),
  };
  let left = days.length;
  for (let day = 0; left > 0; day += 1) {
    let stopped = 0;
    for (let end = 0; end < ways; end += 1) stopped += counts[day * ways + end] ?? 0;
    if (stopped === 0) continue;
    table.days.push(day);
    table.atRisk.push(left);
    for (let end = 0; end < ways; end += 1) table.byEnd[end]?.push(counts[day * ways + end] ?? 0);
    left -= stopped;
  }
  return table;
}
