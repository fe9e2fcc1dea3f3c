import * as fc from 'fast-check';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { noLesson3Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import type { Independence } from '../../../boards/domain/board.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { RaisedChallenge } from './facts.js';
import { challengeAnswered as signal } from './l3-4-challenge-answered.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const challenge = (
  id: number,
  raised: string,
  answered: string | null,
  by: Independence | null = 'independent',
): RaisedChallenge => ({
  id: `challenge ${id}`,
  ref: `CH-000${id}`,
  by,
  raisedOn: period(raised),
  answeredOn: answered === null ? null : period(answered),
});
const inTime = (count: number) =>
  Array.from({ length: count }, (_none, id) => challenge(id, '2026-01-01', '2026-02-15', 'peer'));
const late = (count: number) =>
  Array.from({ length: count }, (_none, id) => challenge(id + 50, '2026-01-01', '2026-02-16'));

describe('challenge answered', () => {
  it.each([
    [4, 1, 'supports', '4 of 5 challenges from outside members were answered within 45 days.'],
    [7, 3, 'discuss', '7 of 10 (70%) challenges from outside members were answered within 45 days.'],
    [5, 5, 'discuss', '5 of 10 (50%) challenges from outside members were answered within 45 days.'],
    [2, 3, 'challenge', '2 of 5 challenges from outside members were answered within 45 days.'],
  ])('of %s in time and %s late: %s', (good, bad, result, sentence) => {
    const n = good + bad;
    expect(read({ challenges: [...inTime(good), ...late(bad)] })).toMatchObject({
      result,
      value: good / n,
      n,
      sentence,
    });
  });

  it('says nothing of fewer than five', () => {
    expect(read({ challenges: inTime(4) })).toMatchObject({
      result: 'not_enough',
      n: 4,
      missing: ['Record 1 more challenge from outside members.'],
    });
  });

  it('counts none of the last 45 days, whether answered or not', () => {
    expect(read({ challenges: [...inTime(4), challenge(9, '2026-04-17', null)] }).n).toBe(4);
    expect(read({ challenges: [...inTime(4), challenge(9, '2026-04-16', null)] }).n).toBe(5);
  });

  it('counts none from the organisation itself, and names those of nobody', () => {
    const ours = [...inTime(5), challenge(8, '2026-01-01', null, 'elected'), challenge(9, '2026-01-01', null, null)];
    expect(read({ challenges: ours })).toMatchObject({
      result: 'supports',
      n: 5,
      notes: ['1 challenge without a member who raised it is not counted.'],
    });
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    const open = [...inTime(3), ...late(1), challenge(9, '2026-01-01', '2026-02')];
    expect(read({ challenges: open })).toMatchObject({
      result: 'discuss',
      value: 0.8,
      uncertainty: expect.closeTo(0.1, 12),
      sentence: expect.stringContaining('not exact enough'),
    });
    expect(read({ challenges: [...inTime(9), challenge(9, '2026-01-01', '2026-02')] }).result).toBe('supports');
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = late(5).map((fact) => ({ fact, on: fact.raisedOn, knownOn: period('2026-09-01') }));
    const known = inTime(5).map((fact) => ({ fact, on: fact.raisedOn, knownOn: fact.raisedOn }));
    const challenges = (mode: 'known' | 'hindsight') => readable([...known, ...facts], { mode });
    expect(read({ challenges: challenges('known') })).toMatchObject({ result: 'supports', n: 5 });
    expect(read({ challenges: challenges('hindsight') })).toMatchObject({ result: 'discuss', n: 10 });
  });

  it('is changed by no challenge from inside and by none that is new', () => {
    const more = fc.array(fc.record({ age: fc.integer({ min: 0, max: 900 }), isNew: fc.boolean() })).map((facts) => ({
      challenges: facts.map(({ age, isNew }, id) => ({
        ...challenge(id + 100, '2026-01-01', null, isNew ? 'independent' : 'internal_officer'),
        raisedOn: onDay(addDays(asOf, -(isNew ? age % 46 : age))),
      })),
    }));
    isChangedByNone(signal, { ...nothing, challenges: [...inTime(3), ...late(2)] }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, challenges: [...inTime(3), ...late(2)] }, asOf);
    expect.hasAssertions();
  });
});
