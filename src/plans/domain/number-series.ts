/**
 * A series of numbers that look as if they were drawn by chance, the same for the same seed on every machine: a
 * forecast that is made again from the same record gives the same dates.
 *
 * Method: the "minimal standard" generator of S. K. Park and K. W. Miller, *Communications of the ACM* 31 (1988), with
 * the multiplier of their correction of 1993: x becomes 48271·x modulo 2³¹ − 1. Every product stays below 2⁵³, so the
 * arithmetic is exact. Check: begun with 1, the 10,000th number is 399268537 (C++ standard, `minstd_rand`).
 * It is made for repeating, not for secrets.
 */
export const modulus = 2_147_483_647;
const multiplier = 48_271;

/** Gives the next whole number from 1 to 2³¹ − 2. Throws on a seed outside that range: a programmer's mistake. */
export function numberSeries(seed: number): () => number {
  if (!Number.isInteger(seed) || seed < 1 || seed >= modulus) throw new Error(`${seed} cannot begin a series`);
  let state = seed;
  return () => {
    state = (state * multiplier) % modulus;
    return state;
  };
}

/** 0 … count − 1 in an order drawn from the series (Fisher and Yates, as Durstenfeld wrote it in 1964). */
export function shuffled(count: number, next: () => number): Int32Array {
  const order = new Int32Array(count);
  for (let place = 0; place < count; place += 1) order[place] = place;
  for (let last = count - 1; last > 0; last -= 1) {
    // The remainder favours small numbers by less than one in two hundred thousand at the counts used here.
    const chosen = next() % (last + 1);
    const held = order[last];
    order[last] = order[chosen];
    order[chosen] = held;
  }
  return order;
}
