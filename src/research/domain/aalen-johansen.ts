import { type FollowUp, riskTable } from './follow-up.js';

export type IncidencePoint = {
  readonly days: number;
  readonly atRisk: number;
  /** The share still in the state, and of each way of ending the share that has ended so: together they are 1. */
  readonly still: number;
  readonly ended: readonly number[];
  /** Standard errors of `ended`. */
  readonly errors: readonly number[];
};

/**
 * The shares that have ended in each of `ways` ways (the ends 1 to `ways`) after each day. Where some can no longer
 * recover because they closed or merged, one less the curve of recovery promises too much: this does not.
 *
 * Aalen O., Johansen S. (1978), Scand. J. Stat. 5, 141–150. Error by the infinitesimal jackknife, as in R's `survfit`
 * of several states: what one case moves on one day is not correlated with what it moves on another, so that the variance
 * at a day is a sum over the days before it.
 */
export function aalenJohansen(followed: FollowUp, ways: number): readonly IncidencePoint[] {
  const { days, atRisk, byEnd } = riskTable(followed, ways + 1);
  const kinds = Array.from({ length: ways }, (_unused, index) => index + 1);
  const ended = kinds.map(() => 0);
  const sums = kinds.map(() => ({ square: 0, cross: 0 }));
  let still = 1;
  let variance = 0;
  return days.map((day, index): IncidencePoint => {
    const n = atRisk[index] ?? 0;
    const counts = kinds.map((kind) => byEnd[kind]?.[index] ?? 0);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const before = still;
    still *= (n - all) / n;
    // With nobody left nothing moves any more, and the last day says nothing of the days after it.
    const leftShare = all < n ? n / (n - all) : 0;
    const spreadOfAll = (all * (n - all)) / n ** 3;
    for (const [kind, count] of counts.entries()) {
      ended[kind] += (before * count) / n;
      const own = sums[kind] ?? { square: 0, cross: 0 };
      const share = ended[kind] ?? 0;
      const spread = (before * before * count * (n - count)) / n ** 3;
      const shared = (before * leftShare * count * (n - all)) / n ** 3;
      const later = leftShare * leftShare * spreadOfAll;
      own.square += spread + 2 * share * shared + share * share * later;
      own.cross += shared + share * later;
    }
    variance += leftShare * leftShare * spreadOfAll;
    const errors = ended.map((share, kind) => {
      const { square, cross } = sums[kind] ?? { square: 0, cross: 0 };
      return Math.sqrt(Math.max(0, square - 2 * share * cross + share * share * variance));
    });
    return { days: day, atRisk: n, still, ended: [...ended], errors };
  });
}
