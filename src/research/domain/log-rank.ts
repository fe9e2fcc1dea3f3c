import { chiSquareTail } from './chi-square.js';
import { type FollowUp, happened, riskTable } from './follow-up.js';

export type LogRank = {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  /** Of each group in the order given: how often it happened, and how often it would have if all groups were alike. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
};

type Sums = { readonly observed: number[]; readonly expected: number[]; readonly variance: number[][] };

/**
 * Whether the groups differ more in time than chance explains. `strata` holds the groups of each stratum in one order;
 * one stratum is the plain test. Groups are compared within each stratum, and what is found is added up. Null where
 * there is nothing to compare: fewer than two groups in which it could have happened.
 *
 * Mantel N. (1966); Peto R., Peto J. (1972), J. R. Stat. Soc. A 135, 185–207: observed less expected, with the
 * hypergeometric variance, as in R's `survdiff` (rho 0).
 */
export function logRank(strata: readonly (readonly FollowUp[])[]): LogRank | null {
  const groups = strata[0]?.length ?? 0;
  const zeros = (): number[] => Array.from({ length: groups }, () => 0);
  const sums: Sums = { observed: zeros(), expected: zeros(), variance: Array.from({ length: groups }, zeros) };
  for (const stratum of strata) addStratum(sums, stratum);
  const { observed, expected, variance } = sums;
  const counted = [...expected.keys()].filter((group) => (expected[group] ?? 0) > 0);
  // The differences add up to nothing, so one group says nothing new: the first is left out.
  const free = counted.slice(1);
  if (free.length === 0) return null;
  const differences = free.map((group) => (observed[group] ?? 0) - (expected[group] ?? 0));
  const solved = solve(
    free.map((row) => free.map((column) => variance[row]?.[column] ?? 0)),
    differences,
  );
  if (!solved) return null;
  const chiSquare = differences.reduce((sum, difference, index) => sum + difference * (solved[index] ?? 0), 0);
  return {
    chiSquare,
    degreesOfFreedom: free.length,
    p: chiSquareTail(chiSquare, free.length),
    observed,
    expected,
  };
}

/** Walks the days of all groups together; a group that has ended stands at nobody at risk. */
function addStratum({ observed, expected, variance }: Sums, stratum: readonly FollowUp[]): void {
  const tables = stratum.map((group) => riskTable(group));
  const places = tables.map(() => 0);
  for (;;) {
    let day = Number.POSITIVE_INFINITY;
    for (const [group, { days }] of tables.entries())
      day = Math.min(day, days[places[group] ?? 0] ?? Number.POSITIVE_INFINITY);
    if (day === Number.POSITIVE_INFINITY) return;
    let [all, events] = [0, 0];
    const atRisk = tables.map((table, group) => {
      const place = places[group] ?? 0;
      const here = table.atRisk[place] ?? 0;
      all += here;
      if (table.days[place] !== day) return here;
      const own = table.byEnd[happened]?.[place] ?? 0;
      events += own;
      observed[group] += own;
      places[group] = place + 1;
      return here;
    });
    if (events === 0) continue;
    const spread = all > 1 ? (events * (all - events)) / (all * all * (all - 1)) : 0;
    for (const [group, here] of atRisk.entries()) {
      if (here === 0) continue;
      expected[group] += (events * here) / all;
      const row = variance[group] ?? [];
      for (const [other, there] of atRisk.entries())
        row[other] += spread * here * ((other === group ? all : 0) - there);
    }
  }
}

/** The x of `matrix · x = right` by elimination with the largest pivot; null for a matrix that says nothing. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] | null {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const size = rows.length;
  const largest = Math.max(...matrix.flat().map(Math.abs));
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(at(row, column)) > Math.abs(at(best, column))) best = row;
    if (Math.abs(at(best, column)) <= largest * 1e-12) return null;
    [rows[column], rows[best]] = [rows[best] ?? [], rows[column] ?? []];
    for (let row = column + 1; row < size; row += 1) {
      const share = at(row, column) / at(column, column);
      for (let each = column; each <= size; each += 1) rows[row][each] -= share * at(column, each);
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = at(row, size);
    for (let column = row + 1; column < size; column += 1) rest -= at(row, column) * (solution[column] ?? 0);
    solution[row] = rest / at(row, row);
  }
  return solution;
}
