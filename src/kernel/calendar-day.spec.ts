import {
  addDays,
  addMonths,
  type CalendarDay,
  day,
  dayFromNumber,
  dayNumber,
  dayOf,
  daysBetween,
  daysInMonth,
  earlier,
  isCalendarDay,
  isLeapYear,
  later,
  parseCalendarDay,
  partsOf,
} from './calendar-day.js';

describe('a calendar day', () => {
  it.each(['2024-02-29', '2000-02-29', '1900-02-28', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(parseCalendarDay(text)).toBe(text);
  });

  it.each([
    '2025-02-29',
    '1900-02-29',
    '2025-02-30',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '0000-01-01',
    '2025-1-1',
    '25-01-01',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '２０２５-01-01',
    '',
  ])('%j is none', (text) => {
    expect(parseCalendarDay(text)).toBeNull();
  });

  it.each([null, undefined, 20250101, new Date(0), ['2025-01-01'], {}])('%p is none', (value) => {
    expect(isCalendarDay(value)).toBe(false);
  });

  it('that does not exist cannot be written in code', () => {
    expect(() => day('2025-02-29')).toThrow('There is no day 2025-02-29');
    expect(() => dayOf(2025, 4, 31)).toThrow('There is no day 2025-04-31');
  });

  it('has its parts, and is made of them again', () => {
    const { year, month, date } = partsOf(day('2019-05-08'));
    expect([year, month, date]).toEqual([2019, 5, 8]);
    expect(dayOf(year, month, date)).toBe('2019-05-08');
  });

  it('knows the earlier and the later of two', () => {
    const [a, b] = [day('2019-05-08'), day('2019-05-09')];
    expect([earlier(a, b), earlier(b, a), later(a, b), later(b, a)]).toEqual([a, a, b, b]);
    expect([earlier(a, a), later(a, a)]).toEqual([a, a]);
  });
});

describe('the calendar', () => {
  it.each([
    [2000, true],
    [1900, false],
    [2024, true],
    [2023, false],
    [2100, false],
  ])('says of %i that it is a leap year: %p', (year, isOne) => {
    expect(isLeapYear(year)).toBe(isOne);
    expect(daysInMonth(year, 2)).toBe(isOne ? 29 : 28);
  });

  it('numbers every day of four centuries in turn, as the Gregorian calendar of the machine does', () => {
    const first = day('1799-12-31');
    const start = Date.UTC(1799, 11, 31);
    const wrong: string[] = [];
    for (let count = 0; count <= 400 * 366; count += 1) {
      const expected = new Date(start + count * 86_400_000).toISOString().slice(0, 10);
      const found = dayFromNumber(dayNumber(first) + count);
      if (found !== expected || dayNumber(found) !== dayNumber(first) + count)
        wrong.push(`${found} is not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['2019-05-08', '2019-05-08', 0],
    ['2019-05-08', '2019-05-09', 1],
    ['2019-05-09', '2019-05-08', -1],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['2013-02-15', '2019-05-08', 2_273],
    ['2000-01-01', '2100-01-01', 36_525],
  ])('counts from %s to %s %i days', (from, to, days) => {
    expect(daysBetween(day(from), day(to))).toBe(days);
    expect(addDays(day(from), days)).toBe(to);
  });

  it.each([
    ['2019-05-08', 84, '2026-05-08'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2023-03-31', -1, '2023-02-28'],
    ['2023-01-15', -13, '2021-12-15'],
    ['2023-12-31', 0, '2023-12-31'],
  ])('adds to %s %i months and is at %s', (from, months, to) => {
    expect(addMonths(day(from), months)).toBe(to);
  });

  it('sorts days as text', () => {
    const days = ['2019-05-08', '2008-12-01', '2019-05-07'].map(day);
    const byNumber = days.toSorted((a: CalendarDay, b: CalendarDay) => dayNumber(a) - dayNumber(b));
    expect(days.toSorted()).toEqual(byNumber);
  });
});
