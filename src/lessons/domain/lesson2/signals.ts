import type { Signal } from '../signal.js';
import type { Lesson2Facts } from './facts.js';
import { exitTestWrittenEarly } from './l2-1-exit-test-written-early.js';
import { progressAgainstTime } from './l2-2-progress-against-time.js';
import { stepDownOverdue } from './l2-3-step-down-overdue.js';
import { softLanding } from './l2-4-soft-landing.js';

export const lesson2Signals: readonly Signal<Lesson2Facts>[] = [
  exitTestWrittenEarly,
  progressAgainstTime,
  stepDownOverdue,
  softLanding,
];
