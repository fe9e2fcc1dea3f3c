/** What two coders said of the same thing. */
export type Pair = readonly [first: string, second: string];

/** Of fewer pairs no kappa is worked out: one more would turn it round. */
export const fewestPairs = 10;

/**
 * `too-few`: fewer than ten pairs. `no-variation`: both said one and the same of everything, so that chance alone would
 * have them agree and kappa is 0 divided by 0.
 */
export type NoKappa = 'too-few' | 'no-variation';

export type Agreement = {
  readonly n: number;
  readonly agreed: number;
  /** The share of pairs that agree, from 0 to 1; null of none. */
  readonly observed: number | null;
  /** The share that would agree by chance, if each coder said each thing as often as they did. */
  readonly expected: number | null;
  /** (observed − expected) / (1 − expected): 1 where they always agree, 0 where no more than by chance; may be below 0. */
  readonly kappa: number | null;
  readonly noKappa: NoKappa | null;
};

const counts = (words: readonly string[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
};

/**
 * Percent agreement and Cohen’s kappa for two coders and names without an order (Cohen, 1960: a coefficient of agreement
 * for nominal scales). Differences all count alike: a date that is a day off is as different as one a year off.
 */
export function agreementOf(pairs: readonly Pair[]): Agreement {
  const n = pairs.length;
  const agreed = pairs.filter(([first, second]) => first === second).length;
  const none = { n, agreed, expected: null, kappa: null };
  if (n === 0) return { ...none, observed: null, noKappa: 'too-few' };
  const observed = agreed / n;
  if (n < fewestPairs) return { ...none, observed, noKappa: 'too-few' };
  const [first, second] = [counts(pairs.map((pair) => pair[0])), counts(pairs.map((pair) => pair[1]))];
  const expected = [...first].reduce((sum, [word, count]) => sum + (count * (second.get(word) ?? 0)) / (n * n), 0);
  if (1 - expected < 1e-12) return { ...none, observed, expected, noKappa: 'no-variation' };
  return { n, agreed, observed, expected, kappa: (observed - expected) / (1 - expected), noKappa: null };
}

/**
 * Over several fields at once: agreement of all their pairs, and a kappa whose chance is worked out within each field
 * and weighed by its pairs, since a word of one field is not the same word in another. Only fields with ten pairs or
 * more take part in the kappa; null where there are none.
 */
export function agreementOver(fields: readonly (readonly Pair[])[]): Agreement {
  const all = agreementOf(fields.flat());
  const counted = fields.filter(({ length }) => length >= fewestPairs).map(agreementOf);
  const pairs = counted.reduce((sum, { n }) => sum + n, 0);
  const base = { n: all.n, agreed: all.agreed, observed: all.observed, expected: null, kappa: null };
  if (pairs === 0) return { ...base, noKappa: 'too-few' };
  const mean = (of: (one: Agreement) => number): number =>
    counted.reduce((sum, one) => sum + of(one) * one.n, 0) / pairs;
  const [observed, expected] = [mean((one) => one.observed ?? 0), mean((one) => one.expected ?? 0)];
  if (1 - expected < 1e-12) return { ...base, expected, noKappa: 'no-variation' };
  return { ...base, expected, kappa: (observed - expected) / (1 - expected), noKappa: null };
}
