import * as fc from 'fast-check';
import { addDays, day, daysBetween, partsOf } from '../../kernel/calendar-day.js';
import { readSheetDay } from './sheet-dates.js';

describe('a day in a spreadsheet', () => {
  it.each([
    ['31/03/2026', '2026-03-31'],
    ['31/03/26', '2026-03-31'],
    ['1/4/26', '2026-04-01'],
    ['01.04.2026', '2026-04-01'],
    ['1-4-2026', '2026-04-01'],
    ['2026-03-31', '2026-03-31'],
    ['2026-03-31T00:00:00.000Z', '2026-03-31'],
    ['31/03/2026 00:00:00', '2026-03-31'],
    ['31 March 2026', '2026-03-31'],
    ['31-Mar-26', '2026-03-31'],
    ['1st of April 2026', '2026-04-01'],
    ['Tuesday 31 March 2026', '2026-03-31'],
    ['Fri 3 Sept 2027', '2027-09-03'],
    ['46112', '2026-03-31'],
    ['36526', '2000-01-01'],
    ['43831.5', '2020-01-01'],
    [' 29/02/2028 ', '2028-02-29'],
  ])('%s is %s', (cell, expected) => {
    expect(readSheetDay(cell)).toEqual({ found: { day: expected, precision: 'day' } });
  });

  it.each([
    ['Mar-26', '2026-03-31'],
    ['February 2028', '2028-02-29'],
    ['03/2026', '2026-03-31'],
    ['end of June 2026', '2026-06-30'],
  ])('%s is a month, and its last day is %s', (cell, expected) => {
    expect(readSheetDay(cell)).toEqual({ found: { day: expected, precision: 'month' } });
  });

  it.each([
    ['ongoing', 'not-a-date'],
    ['TBC', 'not-a-date'],
    ['Q3 2026', 'not-a-date'],
    ['Spring 2026', 'not-a-date'],
    ['12', 'not-a-date'],
    ['31/02/2026', 'no-such-day'],
    ['29/02/2027', 'no-such-day'],
    ['00/03/2026', 'no-such-day'],
    ['32/13/2026', 'no-such-day'],
    ['13/2026', 'no-such-day'],
    ['03/31/2026', 'month-first'],
    ['01/01/1926', 'far'],
    ['10000', 'far'],
  ])('%s cannot be read: %s', (cell, problem) => {
    expect(readSheetDay(cell)).toEqual({ problem });
  });

  it('may be empty', () => {
    expect(readSheetDay('  ')).toEqual({ found: null });
  });

  it('comes out as the same day in each way of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_000 }), (after) => {
        const written = addDays(day('2000-01-01'), after);
        const { year, month, date } = partsOf(written);
        const two = (value: number): string => String(value).padStart(2, '0');
        const ways = [
          written,
          `${date}/${month}/${year}`,
          `${two(date)}/${two(month)}/${two(year % 100)}`,
          `${two(date)}.${two(month)}.${year}`,
          String(daysBetween(day('1899-12-30'), written)),
        ];
        for (const way of ways) expect(readSheetDay(way)).toEqual({ found: { day: written, precision: 'day' } });
      }),
    );
  });

  it('never throws, and gives a day or says why not', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const read = readSheetDay(cell);
        expect('found' in read || 'problem' in read).toBe(true);
      }),
    );
  });
});
