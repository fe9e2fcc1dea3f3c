import * as fc from 'fast-check';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { noLesson3Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { Lesson3Facts, OutsideCheck } from './facts.js';
import { outsideChallenge as signal } from './l3-2-outside-challenge.js';

const record = { from: period('2023-01-10'), upTo: period('2026-05-20') };
const read = reader<Lesson3Facts>(signal, { ...nothing, record });
const asOf = day('2026-06-01');

const check = (on: string, body: string | null = 'Ofsted'): OutsideCheck => ({
  kind: 'inspection',
  id: `${body} ${on}`,
  ref: 'IN-0001',
  label: 'Monitoring visit',
  body,
  on: period(on),
});
const four = [check('2025-09-01'), check('2025-12-01'), check('2026-03-01'), check('2026-04-01', 'LGA')];

describe('outside challenge', () => {
  it('is supported by four checks from two bodies', () => {
    expect(read({ checks: four })).toMatchObject({
      result: 'supports',
      value: 4,
      uncertainty: null,
      n: 4,
      sentence: '4 outside checks by 2 different bodies in the last 12 months.',
    });
  });

  it('is a matter to discuss with fewer, or where all came from one body', () => {
    expect(read({ checks: [check('2025-12-01')] })).toMatchObject({
      result: 'discuss',
      sentence: '1 outside check by 1 body in the last 12 months.',
    });
    expect(read({ checks: [...four.slice(0, 3), check('2026-05-01', 'OFSTED ')] }).result).toBe('discuss');
  });

  it('is a challenge where a record that is kept has none', () => {
    expect(read({ checks: [check('2025-05-31')] })).toMatchObject({
      result: 'challenge',
      value: 0,
      sentence: 'No outside check is on the record of the last 12 months.',
    });
  });

  it('says nothing of a record that does not cover 12 months', () => {
    expect(read({ checks: four, record: { ...record, from: period('2025-09-01') } })).toMatchObject({
      result: 'not_enough',
      n: 4,
      missing: ['Wait until the record covers 12 months: it begins on 1 September 2025.'],
    });
    expect(read({ record: { ...record, upTo: period('2024-02') } }).missing).toEqual([
      'Record what happened in the last 12 months: nothing is on the record after 29 February 2024.',
    ]);
    expect(read({ record: null }).missing).toEqual(['Record what happened in the last 12 months.']);
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    expect(read({ checks: [...four.slice(0, 3), check('2025-06', 'LGA')] })).toMatchObject({
      result: 'discuss',
      uncertainty: 0.5,
      sentence: expect.stringContaining('not exact enough'),
    });
    expect(read({ checks: [...four, check('2025', 'CQC')] }).result).toBe('supports');
  });

  it('does not take checks of nobody for those of several bodies', () => {
    const nobody = read({ checks: four.map((one) => ({ ...one, body: null })) });
    expect(nobody).toMatchObject({ result: 'discuss', notes: ['Whose check it was is not known of all of them.'] });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = [{ fact: check('2026-05-01'), on: period('2026-05-01'), knownOn: period('2026-07') }];
    expect(read({ checks: readable(facts, { mode: 'known' }) }).result).toBe('challenge');
    expect(read({ checks: readable(facts, { mode: 'hindsight' }) }).result).toBe('discuss');
  });

  it('is changed by no check that is older', () => {
    const more = fc
      .array(fc.integer({ min: 365, max: 9_000 }))
      .map((ages) => ({ checks: ages.map((age) => ({ ...check('2020-01-01'), on: onDay(addDays(asOf, -age)) })) }));
    isChangedByNone(signal, { ...nothing, record, checks: four }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, record, checks: four }, asOf);
    expect.hasAssertions();
  });
});
