import { type Curve, type CurvePoint, z95 } from './kaplan-meier.js';

/** A time in whole or half days with 95% bounds; null where the curve, or a bound of it, does not come that far. */
export type Quantile = { readonly days: number | null; readonly lower: number | null; readonly upper: number | null };

/** Shares that differ by less are one: products of many fractions end a hair beside the fraction that they stand for. */
const sameShare = Math.sqrt(Number.EPSILON);

/**
 * The day by which it has happened to a share of all: 0.5 for the median, 0.25 and 0.75 for the quartiles. Where the
 * curve lies level exactly there, the middle of that level, up to the next step or else to the end of the curve. The bounds are the days on which
 * the bounds of the curve cross: Brookmeyer R., Crowley J. (1982), Biometrics 38, 29–41; as in R's `quantile.survfit`.
 */
export function quantile({ points }: Curve, share: number): Quantile {
  return {
    days: crossing(points, share, ({ survival }) => survival),
    lower: crossing(points, share, ({ survival, lower }) => lower ?? (survival === 1 ? 1 : null)),
    upper: crossing(points, share, ({ survival, upper }) => upper ?? (survival === 1 ? 1 : null)),
  };
}

/** The first day on which a line comes down to `1 − share`; null when it never does. */
function crossing(
  points: readonly CurvePoint[],
  share: number,
  heightOf: (point: CurvePoint) => number | null,
): number | null {
  const goal = 1 - share;
  const reached = points.find((point) => (heightOf(point) ?? Infinity) <= goal + sameShare);
  if (!reached) return null;
  if ((heightOf(reached) ?? 0) < goal - sameShare) return reached.days;
  const next = points.find((point) => (heightOf(point) ?? Infinity) <= goal - sameShare) ?? points.at(-1);
  return (reached.days + (next?.days ?? reached.days)) / 2;
}

export type RestrictedMean = {
  /** Days that pass on average before it happens, of the first `within` days. */
  readonly days: number;
  readonly error: number;
  readonly lower: number;
  readonly upper: number;
  readonly within: number;
};

/**
 * The mean of the first `within` days (whole, above 0): the area under the curve up to there. Unlike a mean it needs no
 * end of the curve, and unlike a median it is there when less than half have come so far. Beyond its last day the curve
 * is taken as level, so `within` belongs inside it. Irwin J. O. (1949); error as in R's `print.survfit(rmean)`.
 */
export function restrictedMean({ points }: Curve, within: number): RestrictedMean {
  const inside = points.filter(({ days }) => days <= within);
  const edges = [0, ...inside.map(({ days }) => days), within];
  const heights = [1, ...inside.map(({ survival }) => survival)];
  const areas = heights.map((height, index) => height * ((edges[index + 1] ?? 0) - (edges[index] ?? 0)));
  let [ahead, variance] = [0, 0];
  for (let index = inside.length - 1; index >= 0; index -= 1) {
    const { atRisk, events } = inside[index];
    ahead += areas[index + 1] ?? 0;
    if (atRisk > events) variance += (ahead * ahead * events) / (atRisk * (atRisk - events));
  }
  const days = areas.reduce((sum, area) => sum + area, 0);
  const error = Math.sqrt(variance);
  return { days, error, lower: Math.max(0, days - z95 * error), upper: Math.min(within, days + z95 * error), within };
}
