import type { FigureKind } from './disclosure.js';
import type { Limits } from './xmr.js';

/** A side of the limits that no number of the measure can reach: it stays open. */
export type OpenSide = 'upper' | 'lower';

export type DrawnLimits = {
  readonly upper: number;
  readonly lower: number;
  readonly open: readonly OpenSide[];
};

export type Measured = { readonly kind: FigureKind; readonly unit: string; readonly numbers: readonly number[] };

/**
 * What the numbers of a measure cannot go beyond: people are none at least, a share is all at most. A measure that did
 * go beyond has no edge there, whatever it is called.
 */
function edgesOf({ kind, unit, numbers }: Measured): { readonly least: number; readonly most: number } {
  const hasLeast = kind !== 'other' && numbers.every((number) => number >= 0);
  const hasMost = kind === 'share' && unit === '%' && numbers.every((number) => number <= 100);
  return { least: hasLeast ? 0 : -Infinity, most: hasMost ? 100 : Infinity };
}

/** Where a line of limits is drawn: not on a side that is open. */
export const limitLines = ({ upper, lower, open }: DrawnLimits): readonly number[] => [
  ...(open.includes('upper') ? [] : [upper]),
  ...(open.includes('lower') ? [] : [lower]),
];

/**
 * Limits as a chart draws them and a page prints them, in the unit of the measure. Worked out from a mean and its
 * ranges they may lie where no number can be, such as −1.5 children: there the band ends at the edge, and no line is
 * drawn. What stands out is not touched by it: no number can lie beyond such a limit.
 */
export function drawnLimits({ upper, lower }: Pick<Limits, 'upper' | 'lower'>, measured: Measured): DrawnLimits {
  const { least, most } = edgesOf(measured);
  return {
    upper: Math.min(upper, most),
    lower: Math.max(lower, least),
    open: [...(upper > most ? (['upper'] as const) : []), ...(lower < least ? (['lower'] as const) : [])],
  };
}
