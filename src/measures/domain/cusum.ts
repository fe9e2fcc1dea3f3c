/**
 * The one-sided cumulative sum of E. S. Page, “Continuous inspection schemes”, *Biometrika* 41 (1954), pp. 100–115, for
 * values in standard deviations from a level: small falls that last add up, falls by chance do not.
 */

/** What is taken off every step (k), and the sum beyond which the change is no chance (h), in standard deviations. */
export type SumLimits = { readonly allowance: number; readonly decision: number };

/** Where a change was found, and where it began: the first place after the sum was last nothing. */
export type FoundChange = { readonly start: number; readonly found: number };

/** S = max(0, S + step − k), from 0: the first place at which S passes h; null where it does not. */
export function firstRise(steps: readonly number[], { allowance, decision }: SumLimits): FoundChange | null {
  let sum = 0;
  let start = 0;
  for (const [index, step] of steps.entries()) {
    sum = Math.max(0, sum + step - allowance);
    if (sum === 0) start = index + 1;
    if (sum > decision) return { start, found: index };
  }
  return null;
}

/** The same downwards: C = max(0, C − z − k). */
export const firstFall = (values: readonly number[], limits: SumLimits): FoundChange | null =>
  firstRise(
    values.map((value) => -value),
    limits,
  );
