import type { DisclosurePolicy } from './disclosure.js';

/** What of a measure protects people in small numbers. */
export type Protection = Pick<DisclosurePolicy, 'smallNumbers' | 'threshold' | 'suppressZero'> & {
  readonly roundTo: number | null;
};

export const thresholds = [5, 6, 10] as const;
export const roundings = [5, 10] as const;

/** A threshold below this lets single people be told apart. */
export const lowestThreshold = 3;

/** Whether a change lets more be seen than before: then a second person must agree to it. */
export const isLooser = (before: Protection, after: Protection): boolean =>
  (before.smallNumbers && !after.smallNumbers) ||
  (after.smallNumbers &&
    before.smallNumbers &&
    (after.threshold < before.threshold ||
      (before.suppressZero && !after.suppressZero) ||
      (before.roundTo ?? 0) > (after.roundTo ?? 0)));

export const isSameProtection = (a: Protection, b: Protection): boolean =>
  a.smallNumbers === b.smallNumbers &&
  a.threshold === b.threshold &&
  a.suppressZero === b.suppressZero &&
  a.roundTo === b.roundTo;
