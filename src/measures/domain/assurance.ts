import type { Limits, Polarity } from './xmr.js';

/**
 * Whether a service that goes on as it is will meet its target, told from the limits and never from the last value:
 * `will-meet` and `will-not`, where the target lies beyond what chance brings; `by-chance`, where it lies between the
 * limits and is met in some periods and missed in others with nothing having changed.
 *
 * Method: NHS England, *Making Data Count*: the assurance icons.
 */
export const assurances = ['will-meet', 'will-not', 'by-chance'] as const;
export type Assurance = (typeof assurances)[number];

/** Why none can be told. */
export type NoAssurance = 'no-target' | 'no-limits' | 'no-direction';

/** `target` in the unit of the measure. A target that lies on a limit is still within what chance brings. */
export function assuranceOf(
  limits: Pick<Limits, 'upper' | 'lower'> | null,
  { target, polarity }: { readonly target: number | null; readonly polarity: Polarity },
): Assurance | NoAssurance {
  if (target === null) return 'no-target';
  if (polarity === 'neither') return 'no-direction';
  if (!limits) return 'no-limits';
  const { upper, lower } = limits;
  if (target > upper) return polarity === 'higher' ? 'will-not' : 'will-meet';
  if (target < lower) return polarity === 'higher' ? 'will-meet' : 'will-not';
  return 'by-chance';
}
