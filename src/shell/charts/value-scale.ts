/** Values to units up a picture: the highest value has the smallest `y`. */
export type ValueScale = {
  readonly from: number;
  readonly to: number;
  /** Round numbers, from the lowest to the highest. */
  readonly ticks: readonly number[];
  y(value: number): number;
};

/** The round steps: 1, 2, 2.5, 5 and their tenfolds. */
function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= atLeast * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Keeps 0.30000000000000004 out of a page. */
const tidy = (value: number): number => Number(value.toPrecision(12)) + 0;

/**
 * A scale that holds all of `values` between two round numbers, with about `steps` steps. Zero is on it where no value
 * is below it and the lowest is not far above: a line that begins near nothing should stand on nothing.
 */
export function valueScale(
  values: readonly number[],
  { top, bottom, steps = 4 }: { readonly top: number; readonly bottom: number; readonly steps?: number },
): ValueScale {
  const highest = Math.max(...values);
  const lowest = Math.min(...values);
  const hasZero = lowest >= 0 && lowest <= (highest || 1) / 2;
  const low = hasZero ? 0 : lowest;
  const spread = highest - low || Math.abs(highest) || 1;
  const step = roundStep(spread / steps);
  const from = tidy(Math.floor(low / step + 1e-9) * step);
  const reached = tidy(Math.ceil(highest / step - 1e-9) * step);
  const to = reached > from ? reached : tidy(from + step);
  const count = Math.round((to - from) / step);
  return {
    from,
    to,
    ticks: Array.from({ length: count + 1 }, (_unused, index) => tidy(from + index * step)),
    y: (value) => bottom - ((value - from) / (to - from)) * (bottom - top),
  };
}
