import type { LessonNumber } from '../../vocabulary/domain/lessons.js';
import { lesson1Signals } from './lesson1/signals.js';
import { lesson2Signals } from './lesson2/signals.js';
import { lesson3Signals } from './lesson3/signals.js';
import { lesson4Signals } from './lesson4/signals.js';
import { lesson5Signals } from './lesson5/signals.js';
import { lesson6Signals } from './lesson6/signals.js';
import { lesson7Signals } from './lesson7/signals.js';
import { lesson8Signals } from './lesson8/signals.js';
import type { Limits, Signal, SignalOutcome } from './signal.js';

/**
 * Every signal of the eight lessons, in their order: a signal that is not here is not read, has no limits and is not
 * explained on the page of methods. Facts differ from lesson to lesson; who reads a signal takes it from its lesson.
 */
export const signals: readonly Signal<never>[] = [
  ...lesson1Signals,
  ...lesson2Signals,
  ...lesson3Signals,
  ...lesson4Signals,
  ...lesson5Signals,
  ...lesson6Signals,
  ...lesson7Signals,
  ...lesson8Signals,
];

/** One signal of an episode as it was read, with the formula and the limits that made it. */
export type SignalReading = {
  readonly key: string;
  readonly name: string;
  readonly lesson: LessonNumber;
  /** Of the formula. */
  readonly version: number;
  /** Of the limits: 1 is the one that the product came with. */
  readonly edition: number;
  readonly limits: Limits;
  readonly outcome: SignalOutcome;
};
