import type { UsedFact } from './signal.js';

/** By the first day of the date that is known; facts without any come last, and the rest keep their order. */
export const newestFirst = (facts: readonly UsedFact[]): readonly UsedFact[] =>
  facts.toSorted((a, b) => {
    const [one, other] = [a.on?.start ?? '', b.on?.start ?? ''];
    return one === other ? 0 : one < other ? 1 : -1;
  });
