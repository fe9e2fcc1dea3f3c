import { censored, type FollowUp, happened, riskTable } from './follow-up.js';

/** How the bounds of a share are worked out: on the scale of its logarithm, or of the logarithm of minus that. */
export const intervalKinds = ['log-log', 'log'] as const;
export type IntervalKind = (typeof intervalKinds)[number];

/** The 97.5th percentile of the normal distribution: bounds hold the truth 95 times in 100. */
export const z95 = 1.959963984540054;

export type CurvePoint = {
  /** Whole days since the beginning. */
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** The share, 0 to 1, to whom it has not happened by the end of this day. */
  readonly survival: number;
  /** Greenwood's standard error of the logarithm of that share; null once the share is 0. */
  readonly logError: number | null;
  /** 95% bounds, 0 to 1; null where the method gives none (the share is 0; for log–log, 1 as well). */
  readonly lower: number | null;
  readonly upper: number | null;
};

/** The step curve of a group: how many it is of, and a point for each day on which following somebody stopped. */
export type Curve = { readonly n: number; readonly interval: IntervalKind; readonly points: readonly CurvePoint[] };

/**
 * The share that is still in the state after each day, with those whose record ends earlier counted as long as they were
 * followed. Every way of ending but `happened` counts as censored; of those that stop on a day on which it happens to
 * others, all were still at risk.
 *
 * Kaplan E. L., Meier P. (1958), J. Am. Stat. Assoc. 53, 457–481; error by Greenwood (1926). Bounds as in R's
 * `survfit`: log exp(ln S ± z·e), at most 1; log–log exp(−exp(ln(−ln S) ± z·e/ln S)). An empty group gives no point.
 */
export function kaplanMeier(followed: FollowUp, interval: IntervalKind = 'log-log'): Curve {
  const { days, atRisk, byEnd } = riskTable(followed);
  let survival = 1;
  let variance = 0;
  const points = days.map((day, index): CurvePoint => {
    const n = atRisk[index] ?? 0;
    const events = byEnd[happened]?.[index] ?? 0;
    survival *= (n - events) / n;
    variance += events / (n * (n - events));
    const logError = survival > 0 ? Math.sqrt(variance) : null;
    const { lower, upper } = bounds(survival, logError, interval);
    return {
      days: day,
      atRisk: n,
      events,
      censored: byEnd[censored]?.[index] ?? 0,
      survival,
      logError,
      lower,
      upper,
    };
  });
  return { n: followed.days.length, interval, points };
}

const bounds = (share: number, error: number | null, kind: IntervalKind): Pick<CurvePoint, 'lower' | 'upper'> => {
  if (error === null || (kind === 'log-log' && share === 1)) return { lower: null, upper: null };
  const log = Math.log(share);
  if (kind === 'log') return { lower: Math.exp(log - z95 * error), upper: Math.min(1, Math.exp(log + z95 * error)) };
  const [middle, reach] = [Math.log(-log), (z95 * error) / log];
  return { lower: Math.exp(-Math.exp(middle - reach)), upper: Math.exp(-Math.exp(middle + reach)) };
};
