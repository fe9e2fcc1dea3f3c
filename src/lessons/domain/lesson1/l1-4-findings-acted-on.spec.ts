import * as fc from 'fast-check';
import { aReading, aRun, firstLimits, moved, on, used } from '../../../../test/builders/signal-facts.js';
import { readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { FindingFact, Lesson1Facts } from './facts.js';
import { findingsActedOn as signal } from './l1-4-findings-acted-on.js';

const finding = (id: string, more: Partial<FindingFact> = {}): FindingFact => ({
  fact: used(id),
  foundOn: on('2026-01-10'),
  answer: null,
  hasReason: false,
  actedOn: [],
  ...more,
});
const acted = (id: string, more: Partial<FindingFact> = {}) =>
  finding(id, { answer: 'yes', actedOn: [day('2026-02-01')], ...more });
const refused = (id: string) => finding(id, { answer: 'no', hasReason: true });

const read = (findings: readonly FindingFact[], reading = aReading()) =>
  signal.read({ run: aRun(), triggers: [], breaches: [], findings, published: null }, reading, firstLimits(signal));

const some = (answered: number, all: number) =>
  Array.from({ length: all }, (_, index) => (index < answered ? acted(`f${index}`) : finding(`f${index}`)));

describe('what peers found was acted on', () => {
  it.each([
    [4, 5, 'supports'],
    [3, 4, 'discuss'],
    [2, 4, 'discuss'],
    [1, 3, 'challenge'],
  ])('%s of %s: %s', (answered, all, result) => {
    expect(read(some(answered, all))).toMatchObject({ result, value: answered / all, n: all });
  });

  it('says how many of how many, and a percentage from ten on', () => {
    expect(read(some(4, 5)).sentence).toBe(
      'Peers made 5 findings more than 60 days ago. 4 of 5 have been answered with an action or a reason.',
    );
    expect(read(some(8, 10)).sentence).toContain('8 of 10 (80%)');
  });

  it.each([
    ['turned down with a reason', refused('x'), 'supports'],
    ['turned down without one', finding('x', { answer: 'no' }), 'discuss'],
    ['accepted in part, with an action', acted('x', { answer: 'part' }), 'supports'],
    ['accepted without an action', finding('x', { answer: 'yes', hasReason: true }), 'discuss'],
    ['accepted, with an action after 60 days', acted('x', { actedOn: [day('2026-03-12')] }), 'discuss'],
    ['accepted, with an action on the 60th day', acted('x', { actedOn: [day('2026-03-11')] }), 'supports'],
    ['not answered, with an action', acted('x', { answer: null }), 'discuss'],
  ])('one more, %s: %s', (_what, more, result) => {
    expect(read([...some(2, 2), more]).result).toBe(result);
  });

  it('says nothing of fewer than three older than 60 days, and what to add', () => {
    expect(read([...some(2, 2), acted('new', { foundOn: on('2026-04-02') })])).toMatchObject({
      result: 'not_enough',
      n: 2,
      missing: ['Add what peers found and when, until there are 3 findings older than 60 days.'],
    });
  });

  it('does not count a finding without a date, and says so', () => {
    const outcome = read([...some(3, 3), finding('undated', { foundOn: null })]);
    expect(outcome).toMatchObject({ result: 'supports', n: 3 });
    expect(outcome.notes).toEqual(['1 finding is not counted: no date is on the record.']);
  });

  it('is a matter to discuss where a date that is not exact leaves open whether a finding is old enough', () => {
    const open = read([...some(4, 5), finding('unsure', { foundOn: on('2026-04') })]);
    expect(open).toMatchObject({ result: 'discuss' });
    expect(open.sentence).toContain('The dates are not exact enough to be sure.');
    expect(read([...some(9, 9), finding('unsure', { foundOn: on('2026-04') })]).result).toBe('supports');
  });

  it('is changed by no finding that is new', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), (days) => {
        const fresh = finding('fresh', { foundOn: on(addDays(day('2026-06-01'), -days)) });
        expect(read([...some(3, 4), fresh])).toEqual(read(some(3, 4)));
      }),
    );
  });

  it('is not changed when every date moves by the same days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => {
        const outcome = read(moved(some(3, 4), days), aReading({ asOf: addDays(day('2026-06-01'), days) }));
        expect(outcome).toMatchObject({ result: 'discuss', value: 0.75, sentence: read(some(3, 4)).sentence });
      }),
    );
  });

  describe('read by everybody', () => {
    const reading = aReading({ scope: 'public' });
    const readWith = (findings: readonly FindingFact[], published: Lesson1Facts['published']) =>
      signal.read({ run: aRun(), triggers: [], breaches: [], findings, published }, reading, firstLimits(signal));
    const accepted = (id: string) => finding(id, { answer: 'yes' });

    it('does not call unanswered what the plan of the board may answer', () => {
      expect(readWith([accepted('a'), accepted('b'), accepted('c')], { stoodOn: [], isWhole: true })).toMatchObject({
        result: 'not_enough',
        n: 3,
        sentence: 'Peers made 3 findings more than 60 days ago. What was done about 3 of them is not public.',
        missing: ['Publish a version of the plan.'],
      });
    });

    it('says so where no such answer would change the result', () => {
      expect(
        readWith([finding('a'), finding('b'), finding('c'), accepted('d')], { stoodOn: [], isWhole: true }).result,
      ).toBe('challenge');
      expect(readWith([refused('a'), refused('b'), refused('c')], { stoodOn: [], isWhole: true }).result).toBe(
        'supports',
      );
    });

    it('reads a published version that tells what it answers as the plan', () => {
      const published = { stoodOn: [day('2026-05-01')], isWhole: true };
      expect(readWith([accepted('a'), accepted('b'), acted('c')], published)).toMatchObject({
        result: 'challenge',
        notes: ['Read from the version of the plan that is published, as it stood on 1 May 2026.'],
      });
      expect(readWith([accepted('a'), accepted('b'), acted('c')], { ...published, isWhole: false }).result).toBe(
        'not_enough',
      );
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const findings = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, place) => ({
      fact: place < 3 ? acted(id) : finding(id),
      on: period('2026-01-10'),
      knownOn: period(place < 3 ? '2026-01-10' : '2026-09-01'),
    }));
    expect(read(readable(findings, { mode: 'known' }))).toMatchObject({ result: 'supports', n: 3 });
    expect(read(readable(findings, { mode: 'hindsight' }))).toMatchObject({ result: 'challenge', n: 7 });
  });
});
