import type { Signal } from '../signal.js';
import type { Lesson8Facts } from './facts.js';
import { shareForTheLongTerm } from './l8-1-share-for-the-long-term.js';
import { impactShown } from './l8-2-impact-shown.js';
import { checksAfterExit } from './l8-3-checks-after-exit.js';
import { relapseWatch } from './l8-4-relapse-watch.js';

export const lesson8Signals: readonly Signal<Lesson8Facts>[] = [
  shareForTheLongTerm,
  impactShown,
  checksAfterExit,
  relapseWatch,
];
