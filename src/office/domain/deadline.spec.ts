import { type CalendarDay, day } from '../../kernel/calendar-day.js';
import { daysLeft, deadlineState, dueOn, mayMove, type Term, whyNotMet } from './deadline.js';
import type { WorkingCalendar } from './working-days.js';

const calendar: WorkingCalendar = {
  nation: 'england',
  holidays: new Set([day('2026-12-25'), day('2026-12-28')]),
  firstYear: 2005,
  lastYear: 2030,
};
const today = day('2026-11-23');
const running = { startsOn: day('2026-11-02'), dueOn: day('2026-12-01'), metOn: null, withdrawnAt: null };

describe('a deadline', () => {
  it.each<[CalendarDay, Term, CalendarDay]>([
    [day('2026-12-24'), { days: 2, unit: 'working' }, day('2026-12-30')],
    [day('2026-12-24'), { days: 2, unit: 'calendar' }, day('2026-12-26')],
    [day('2026-08-31'), { days: 6, unit: 'months' }, day('2027-02-28')],
  ])('that starts on %s and runs %o is due on %s', (startsOn, term, due) =>
    expect(dueOn(startsOn, term, calendar)).toBe(due),
  );

  it.each<[string, CalendarDay, CalendarDay, Term['unit'], boolean]>([
    ['within the known years', day('2026-11-23'), day('2027-01-04'), 'working', false],
    ['past the last known year', day('2030-12-01'), day('2031-02-01'), 'working', true],
    ['past it, but by the calendar', day('2030-12-01'), day('2031-02-01'), 'calendar', false],
    ['before the first', day('2004-12-01'), day('2005-02-01'), 'working', true],
  ])('may move: %s', (_what, startsOn, due, unit, moves) =>
    expect(mayMove(startsOn, due, { days: 1, unit }, calendar)).toBe(moves),
  );

  it.each([
    ['running', { dueOn: day('2026-12-08') }],
    ['due-soon', { dueOn: day('2026-12-07') }],
    ['due-today', { dueOn: today }],
    ['overdue', { dueOn: day('2026-11-22') }],
    ['met', { dueOn: day('2026-11-22'), metOn: day('2026-11-22') }],
    ['met-late', { dueOn: day('2026-11-21'), metOn: day('2026-11-22') }],
    ['withdrawn', { dueOn: day('2026-11-21'), withdrawnAt: '2026-11-20T09:00:00.000Z' }],
  ])('is %s', (state, change) => expect(deadlineState({ ...running, ...change }, today)).toBe(state));

  it('has days left in its own unit', () => {
    const due = day('2026-12-29');
    expect(daysLeft(due, 'working', day('2026-12-23'), calendar)).toBe(2);
    expect(daysLeft(due, 'calendar', day('2026-12-23'), calendar)).toBe(6);
    expect(daysLeft(due, 'months', day('2026-12-30'), calendar)).toBe(-1);
  });

  it.each([
    [null, {}, day('2026-11-23')],
    [null, {}, day('2026-11-02')],
    ['met-before-start', {}, day('2026-11-01')],
    ['met-in-the-future', {}, day('2026-11-24')],
    ['already-met', { metOn: day('2026-11-10') }, day('2026-11-23')],
    ['withdrawn', { withdrawnAt: '2026-11-20T09:00:00.000Z' }, day('2026-11-23')],
  ])('is refused as met for %s', (refusal, change, metOn) =>
    expect(whyNotMet({ ...running, ...change }, metOn, today)).toBe(refusal),
  );
});
