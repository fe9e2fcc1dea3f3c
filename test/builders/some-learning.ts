import { period } from '../../src/kernel/period.js';
import type { SharedLearning } from '../../src/lessons/domain/lesson6/facts.js';

/** A piece of learning that was shared with one other council. */
export const aPiece = (on: string, more: Partial<SharedLearning> = {}): SharedLearning => ({
  id: `learning ${on}`,
  ref: 'LS-0001',
  title: 'What we learnt',
  sharedOn: period(on),
  audience: ['Leeds City Council'],
  didNotWork: false,
  reviewBy: null,
  reviewedOn: null,
  ...more,
});
