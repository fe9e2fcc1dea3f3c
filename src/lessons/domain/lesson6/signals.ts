import type { SignalsOf } from '../signal-parts.js';
import type { Lesson6Facts } from './facts.js';
import { learningOut } from './l6-1-learning-out.js';
import { learningIn } from './l6-2-learning-in.js';
import { stillTrue } from './l6-3-still-true.js';
import { fitForOthersToUse } from './l6-4-fit-for-others-to-use.js';

export const lesson6Signals: SignalsOf<Lesson6Facts> = [learningOut, learningIn, stillTrue, fitForOthersToUse];
