import type { AssessmentLevel } from '../../vocabulary/domain/lessons.js';
import { disagreementOf, type SaidByRecord } from './disagreement.js';
import type { SignalResult } from './signal.js';

const record = (...results: readonly SignalResult[]): readonly SaidByRecord[] =>
  results.map((result, index) => ({ key: `L1.${index + 1}`, name: `Signal ${index + 1}`, result }));

describe('the two readings of a lesson', () => {
  it.each<[string, AssessmentLevel, readonly SignalResult[]]>([
    ['differ: the board is higher', 3, ['supports', 'supports', 'supports', 'challenge']],
    ['differ: the board is higher', 4, ['challenge', 'not_enough', 'not_yet', 'discuss']],
    ['do not differ', 3, ['supports', 'discuss', 'discuss', 'not_enough']],
    ['do not differ', 2, ['challenge', 'supports', 'supports', 'supports']],
    ['do not differ', 1, ['challenge', 'challenge', 'challenge', 'challenge']],
    ['do not differ', 2, ['supports', 'discuss', 'supports', 'supports']],
    ['differ: the board is lower', 2, ['supports', 'supports', 'not_enough', 'not_yet']],
    ['differ: the board is lower', 1, ['supports', 'supports', 'supports', 'supports']],
    // Nothing could be read, so there is nothing to differ from.
    ['do not differ', 4, ['not_enough', 'not_enough', 'not_yet', 'not_yet']],
    ['do not differ', 1, []],
    ['do not differ', 0, ['challenge', 'challenge', 'challenge', 'challenge']],
  ])('%s at level %s with %s', (words, level, results) => {
    const found = disagreementOf(level, record(...results));
    expect(found ? `differ: the board is ${found.is}` : 'do not differ').toBe(words);
  });

  it('names the signals that say otherwise', () => {
    expect(disagreementOf(3, record('challenge', 'supports', 'challenge', 'discuss'))?.against).toMatchObject([
      { key: 'L1.1' },
      { key: 'L1.3' },
    ]);
  });
});
