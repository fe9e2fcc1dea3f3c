import * as fc from 'fast-check';
import { noLesson5Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { addDays, day } from '../../../kernel/calendar-day.js';
import { onDay, period } from '../../../kernel/period.js';
import type { DueDate } from './facts.js';
import { badNewsComesEarly as signal } from './l5-3-bad-news-comes-early.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const date = (id: number, more: Partial<DueDate> & { readonly warned?: string } = {}): DueDate => ({
  milestoneId: `milestone ${id}`,
  ref: `MS-000${id}`,
  title: 'A front door that answers',
  due: period('2026-03-31'),
  metOn: null,
  droppedOn: null,
  warnings: more.warned ? [period(more.warned)] : [],
  ...more,
});
const warnedDates = (count: number) => Array.from({ length: count }, (_none, id) => date(id, { warned: '2026-03-17' }));
const silentDates = (count: number) =>
  Array.from({ length: count }, (_none, id) => date(id + 50, { warned: '2026-03-18' }));

describe('bad news comes early', () => {
  it.each([
    [
      7,
      3,
      'supports',
      '7 of 10 (70%) missed dates were reported as at risk at least 2 weeks before. Early bad news is a good sign.',
    ],
    [
      2,
      3,
      'discuss',
      '2 of 5 missed dates were reported as at risk at least 2 weeks before. Early bad news is a good sign.',
    ],
    [
      1,
      4,
      'challenge',
      '1 of 5 missed dates were reported as at risk at least 2 weeks before. Early bad news is a good sign.',
    ],
  ])('of %s warned of and %s not: %s', (warned, silent, result, sentence) => {
    const dueDates = [...warnedDates(warned), ...silentDates(silent)];
    expect(read({ dueDates })).toMatchObject({
      result,
      value: warned / (warned + silent),
      n: warned + silent,
      sentence,
    });
  });

  it('says nothing of fewer than five missed dates, which is no fault', () => {
    expect(read({ dueDates: warnedDates(4) })).toMatchObject({
      result: 'not_enough',
      n: 4,
      sentence: '4 dates were missed in the last 12 months.',
      missing: [
        'Read it again when at least 5 dates of an agreed plan have been missed in 12 months: few missed dates are no fault.',
      ],
    });
  });

  it('takes no date for missed that was met, that was moved before it came, or that has not passed', () => {
    const others = [
      date(90, { metOn: period('2026-03-31') }),
      date(91, { droppedOn: period('2026-03-30') }),
      date(92, { due: period('2026-06-01') }),
      date(93, { due: period('2026-09-01') }),
      date(94, { due: period('2025-06-01') }),
    ];
    const dueDates = [...warnedDates(3), ...silentDates(2)];
    expect(read({ dueDates: [...dueDates, ...others] })).toMatchObject({ n: 5, value: 0.6 });
  });

  it('shows false alarms beside it, and says where most warnings did not come true', () => {
    const alarm = (id: number) => date(id + 200, { warned: '2026-03-01', metOn: period('2026-03-30') });
    const dueDates = [...warnedDates(2), ...silentDates(3)];
    const notes = (alarms: number) =>
      read({ dueDates: [...dueDates, ...Array.from({ length: alarms }, (_none, id) => alarm(id))] }).notes;
    // Five that were missed were warned of too, if late: the share of alarms is of all warnings.
    expect(notes(5)).toEqual(['5 of 10 (50%) dates that were called at risk were met.']);
    expect(notes(8)).toEqual([
      '8 of 13 (62%) dates that were called at risk were met.',
      'Most at-risk warnings did not come true.',
    ]);
    expect(read({ dueDates: [date(1)] }).notes).toEqual([]);
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    const doubtful = date(99, { warned: '2026-03' });
    expect(read({ dueDates: [...warnedDates(3), ...silentDates(1), doubtful] })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('not exact enough'),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const facts = [...warnedDates(5), ...silentDates(5)].map((fact, place) => ({
      fact,
      on: fact.due,
      knownOn: place < 5 ? fact.due : period('2026-08-01'),
    }));
    expect(read({ dueDates: readable(facts, { mode: 'known' }) }).result).toBe('supports');
    expect(read({ dueDates: readable(facts, { mode: 'hindsight' }) }).result).toBe('discuss');
  });

  it('is changed by no date that is yet to come or long past', () => {
    const more = fc
      .array(fc.oneof(fc.integer({ min: -900, max: 0 }), fc.integer({ min: 365, max: 9_000 })))
      .map((ages) => ({
        dueDates: ages.map((age, id) => date(id + 300, { due: onDay(addDays(asOf, -age)), warned: '2001-01-01' })),
      }));
    isChangedByNone(signal, { ...nothing, dueDates: [...warnedDates(3), ...silentDates(3)] }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, dueDates: [...warnedDates(3), ...silentDates(3)] }, asOf);
    expect.hasAssertions();
  });
});
