import type { Signal } from '../signal.js';
import type { Lesson7Facts } from './facts.js';
import { whereEachMeasureIs } from './l7-1-where-each-measure-is.js';
import { moreFoundOrMoreHarm } from './l7-2-more-found-or-more-harm.js';
import { steadyHand } from './l7-3-steady-hand.js';
import { expectedInAdvance } from './l7-4-expected-in-advance.js';

/** The signals of lesson 7, in their order. */
export const lesson7Signals: readonly Signal<Lesson7Facts>[] = [
  whereEachMeasureIs,
  moreFoundOrMoreHarm,
  steadyHand,
  expectedInAdvance,
];
