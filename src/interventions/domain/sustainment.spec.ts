import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { checksAfter, checkStanding, doCheck } from './sustainment.js';

const today = day('2026-11-23');

describe('checks after the end of an intervention', () => {
  it('are due 6, 12, 24, 36, 60 and 84 months later', () => {
    expect(checksAfter(period('2026-08-31')).map(({ months, dueOn }) => `${months}: ${dueOn}`)).toEqual([
      '6: 2027-02-28',
      '12: 2027-08-31',
      '24: 2028-08-31',
      '36: 2029-08-31',
      '60: 2031-08-31',
      '84: 2033-08-31',
    ]);
  });

  it('count from the middle of a month or a year', () => {
    expect(checksAfter(period('2024-02'))[0]?.dueOn).toBe('2024-08-15');
    expect(checksAfter(period('2024'))[0]?.dueOn).toBe('2025-01-01');
  });

  it.each([
    ['later', '2026-12-24', false],
    ['due', '2026-12-23', false],
    ['due', '2026-10-23', false],
    ['overdue', '2026-10-22', false],
    ['done', '2020-01-01', true],
  ])('are %s when due on %s', (expected, dueOn, isDone) => {
    expect(checkStanding({ dueOn: day(dueOn), isDone }, today)).toBe(expected);
  });

  it('without a day are due later', () => {
    expect(checkStanding({ dueOn: null, isDone: false }, today)).toBe('later');
  });
});

describe('doing a check', () => {
  const done = { doneOn: period('2026-11-01'), result: 'held' as const, text: 'Audits hold.' };

  it('is possible once, today or before, in words', () => {
    expect(doCheck({ isDone: false }, done, today).ok).toBe(true);
    expect(doCheck({ isDone: true }, done, today)).toEqual({ ok: false, error: 'already-done' });
    expect(doCheck({ isDone: false }, { ...done, doneOn: period('2026-11-24') }, today)).toEqual({
      ok: false,
      error: 'after-today',
    });
    expect(doCheck({ isDone: false }, { ...done, text: ' ' }, today)).toEqual({ ok: false, error: 'no-words' });
  });
});
