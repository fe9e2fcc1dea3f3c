import type { SignalsOf } from '../signal-parts.js';
import type { Lesson4Facts } from './facts.js';
import { leverMix } from './l4-1-lever-mix.js';
import { causeHasAnAnswer } from './l4-2-cause-has-an-answer.js';
import { structureRunsAhead } from './l4-3-structure-runs-ahead.js';
import { reorganisationChurn } from './l4-4-reorganisation-churn.js';

export const lesson4Signals: SignalsOf<Lesson4Facts> = [
  leverMix,
  causeHasAnAnswer,
  structureRunsAhead,
  reorganisationChurn,
];
