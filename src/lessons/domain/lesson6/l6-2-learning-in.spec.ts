import * as fc from 'fast-check';
import { noLesson6Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { aPiece } from '../../../../test/builders/some-learning.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { AdaptableAction } from './facts.js';
import { learningIn as signal } from './l6-2-learning-in.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

/** So many actions, of which so many came from elsewhere. */
const actions = (all: number, adapted: number, isCancelled = false): readonly AdaptableAction[] =>
  Array.from({ length: all }, (_none, place) => ({
    id: `${isCancelled} ${place}`,
    ref: `MS-${place}`,
    title: 'A front door that answers',
    isCancelled,
    adaptedFrom: place < adapted ? 'EP-0003' : null,
  }));

describe('learning in', () => {
  it.each([
    [40, 3, 'supports', '3 of 40 (8%) actions were adapted from another place.'],
    [10, 1, 'supports', '1 of 10 (10%) actions was adapted from another place.'],
    [40, 2, 'discuss', '2 of 40 (5%) actions were adapted from another place.'],
    [11, 1, 'discuss', '1 of 11 (9%) actions was adapted from another place.'],
    [40, 0, 'challenge', '0 of 40 (0%) actions were adapted from another place.'],
  ])('of %s actions %s: %s', (all, adapted, result, sentence) => {
    expect(read({ actions: actions(all, adapted) })).toMatchObject({
      result,
      sentence,
      n: all,
      value: adapted / all,
      used: { length: adapted },
    });
  });

  it('names where each came from', () => {
    expect(read({ actions: actions(10, 1) }).used[0]?.label).toBe('A front door that answers, from EP-0003');
  });

  it('says nothing of fewer than ten, and counts none that was cancelled', () => {
    expect(read({ actions: [...actions(9, 3), ...actions(5, 5, true)] })).toMatchObject({
      result: 'not_enough',
      n: 9,
      missing: ['Agree 1 more action.'],
    });
  });

  it('asks for no date: the plan of a day that is known by its month alone reads as any other', () => {
    const facts = actions(10, 3).map((fact) => ({ fact, on: period('2026-03'), knownOn: period('2026-03') }));
    expect(read({ actions: readable(facts, { mode: 'known' }) }).result).toBe('supports');
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = actions(20, 3).map((fact, place) => ({
      fact,
      on: period('2026-03-01'),
      knownOn: period(place < 3 ? '2026-09-01' : '2026-03-01'),
    }));
    expect(read({ actions: readable(facts, { mode: 'known' }) })).toMatchObject({ result: 'challenge', n: 17 });
    expect(read({ actions: readable(facts, { mode: 'hindsight' }) })).toMatchObject({ result: 'supports', n: 20 });
  });

  it('is changed by no learning that went out, and no action that was cancelled', () => {
    const more = fc.nat({ max: 20 }).map((count) => ({
      actions: actions(count, count, true),
      shared: Array.from({ length: count }, () => aPiece('2026-01-01')),
    }));
    isChangedByNone(signal, { ...nothing, actions: actions(12, 1) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, actions: actions(12, 1) }, asOf);
    expect.hasAssertions();
  });
});
