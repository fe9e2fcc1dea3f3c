import { day } from './calendar-day.js';
import { SystemClock, ukDayAt, ukDayOf, ukDayStart, ukHourOf, ukMoment } from './clock.js';

it.each([
  ['2026-03-04T10:42:59.999Z', '10:42 on 4 March 2026'],
  ['2026-06-30T23:05:00.000Z', '00:05 on 1 July 2026'],
])('the moment %s is told as %s', (instant, words) => {
  expect(ukMoment(instant)).toBe(words);
});

describe('the day in the United Kingdom', () => {
  it.each([
    ['2026-01-15T23:59:59.999Z', '2026-01-15'],
    ['2026-06-30T22:59:59.999Z', '2026-06-30'],
    // In summer the day turns an hour before it does in UTC.
    ['2026-06-30T23:00:00.000Z', '2026-07-01'],
    ['2026-12-31T23:30:00.000Z', '2026-12-31'],
    // The clocks go forward at one in the morning, and back at two.
    ['2026-03-29T00:59:59.999Z', '2026-03-29'],
    ['2026-10-24T23:30:00.000Z', '2026-10-25'],
    ['2026-10-25T23:30:00.000Z', '2026-10-25'],
  ])('at %s is %s, wherever the machine stands', (instant, expected) => {
    expect(ukDayOf(new Date(instant))).toBe(expected);
    expect(ukDayAt(instant)).toBe(expected);
  });

  it('is the same for every hour of a year as the calendar says', () => {
    const differing: string[] = [];
    for (let hour = 0; hour < 366 * 24; hour += 1) {
      const instant = new Date(Date.UTC(2026, 0, 1, hour, 59, 59, 999));
      if (ukDayAt(instant.toISOString()) !== ukDayOf(instant)) differing.push(instant.toISOString());
    }
    expect(differing).toEqual([]);
  });

  it.each([
    ['2026-01-15', '2026-01-15T00:00:00.000Z'],
    ['2026-07-01', '2026-06-30T23:00:00.000Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', '2026-10-26T00:00:00.000Z'],
  ])('%s begins at %s', (date, instant) => {
    expect(ukDayStart(day(date))).toBe(instant);
  });

  it('is what the clock says', () => {
    const clock = new SystemClock();
    const [before, today, after] = [ukDayOf(new Date()), clock.today(), ukDayOf(new Date())];
    expect([before, after]).toContain(today);
    expect(clock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

describe('the hour in the United Kingdom', () => {
  it.each([
    ['2026-01-15T16:59:59.999Z', 16],
    ['2026-01-15T17:00:00.000Z', 17],
    ['2026-06-30T16:00:00.000Z', 17],
    ['2026-06-30T23:30:00.000Z', 0],
  ])('at %s is %i', (now, hour) => {
    expect(ukHourOf(now)).toBe(hour);
  });
});
