import { day } from '../../kernel/calendar-day.js';
import { nextMeetingBy, reviewDates } from './review-dates.js';

describe('the days of a meeting', () => {
  const calendar = {
    nation: 'england' as const,
    holidays: new Set(['2026-12-25', '2026-12-28', '2027-01-01'].map(day)),
    firstYear: 2026,
    lastYear: 2027,
  };

  it.each([
    // Counted by hand on a calendar of working days.
    ['2026-11-23', '2026-11-09', '2026-11-16', '2026-12-07'],
    ['2027-01-06', '2026-12-18', '2026-12-29', '2027-01-20'],
  ])('%s: updates by %s, pack by %s, minutes by %s', (heldOn, updatesDueOn, packDueOn, minutesDueOn) => {
    expect(reviewDates(day(heldOn), calendar)).toEqual({ updatesDueOn, packDueOn, minutesDueOn });
  });

  it.each([
    ['fortnightly', '2026-02-14'],
    ['monthly', '2026-02-28'],
    ['six_weekly', '2026-03-14'],
    ['two_monthly', '2026-03-31'],
    ['quarterly', '2026-04-30'],
    ['half_yearly', '2026-07-31'],
  ] as const)('a board that meets %s has met again by %s', (cadence, by) => {
    expect(nextMeetingBy(day('2026-01-31'), cadence)).toBe(by);
  });
});
