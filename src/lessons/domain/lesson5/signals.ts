import type { SignalsOf } from '../signal-parts.js';
import type { Lesson5Facts } from './facts.js';
import { concernsAreFlowing } from './l5-1-concerns-are-flowing.js';
import { theLoopIsClosed } from './l5-2-the-loop-is-closed.js';
import { badNewsComesEarly } from './l5-3-bad-news-comes-early.js';
import { learnFirst } from './l5-4-learn-first.js';

export const lesson5Signals: SignalsOf<Lesson5Facts> = [
  concernsAreFlowing,
  theLoopIsClosed,
  badNewsComesEarly,
  learnFirst,
];
