import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFolder } from '../../config/paths.js';
import { addDays, type CalendarDay, day } from '../../kernel/calendar-day.js';
import { type Nation, nationKeys } from '../../vocabulary/domain/nations.js';
import type { HolidayFile } from './holiday-file.js';
import {
  addWorkingDays,
  isCovered,
  isWorkingDay,
  weekdayOf,
  type WorkingCalendar,
  workingDaysBetween,
} from './working-days.js';

const file = JSON.parse(readFileSync(join(libraryFolder('office'), 'holidays.json'), 'utf8')) as HolidayFile;

const calendarOf = (nation: Nation): WorkingCalendar => ({
  nation,
  holidays: new Set(file.days.filter(({ nations }) => nations.includes(nation)).map(({ on }) => on)),
  firstYear: file.firstYear,
  lastYear: file.lastYear,
});
const england = calendarOf('england');

const daysOf = (nation: Nation, year: number): string =>
  [...calendarOf(nation).holidays]
    .filter((on) => on.startsWith(String(year)))
    .map((on) => on.slice(5))
    .toSorted()
    .join(' ');

describe('working days', () => {
  it.each<[string, CalendarDay, number, CalendarDay]>([
    ['the day after', day('2026-11-23'), 1, day('2026-11-24')],
    ['over a weekend', day('2026-11-20'), 1, day('2026-11-23')],
    ['from a Saturday', day('2026-11-21'), 1, day('2026-11-23')],
    ['none from a Sunday', day('2026-11-22'), 0, day('2026-11-22')],
    ['ten', day('2026-11-23'), 10, day('2026-12-07')],
    ['over Christmas', day('2026-12-24'), 1, day('2026-12-29')],
    ['over Easter', day('2026-04-02'), 2, day('2026-04-08')],
    ['seventy, as for a council’s action plan', day('2019-05-08'), 70, day('2019-08-15')],
    ['thirty, as for publishing a report', day('2019-05-08'), 30, day('2019-06-20')],
    ['five before', day('2026-12-30'), -5, day('2026-12-21')],
    ['one before a Sunday', day('2026-11-22'), -1, day('2026-11-20')],
  ])('are added: %s', (_what, from, count, to) => expect(addWorkingDays(from, count, england)).toBe(to));

  it.each<[string, Nation, CalendarDay]>([
    ['after Easter Sunday in England', 'england', day('2026-04-07')],
    ['after Easter Sunday in Scotland', 'scotland', day('2026-04-06')],
    ['after Easter Sunday in Northern Ireland', 'northern-ireland', day('2026-04-07')],
  ])('differ by nation: %s', (_what, nation, first) =>
    expect(addWorkingDays(day('2026-04-05'), 1, calendarOf(nation))).toBe(first),
  );

  it('are counted as they were added, from every day of a year, in every nation', () => {
    for (const nation of nationKeys) {
      const calendar = calendarOf(nation);
      for (let from = day('2021-12-01'); from < '2022-12-31'; from = addDays(from, 1))
        for (const count of [-10, -1, 1, 10])
          expect([from, workingDaysBetween(from, addWorkingDays(from, count, calendar), calendar)]).toEqual([
            from,
            count,
          ]);
    }
  });

  it.each<[CalendarDay, CalendarDay, number]>([
    [day('2026-11-20'), day('2026-11-23'), 1],
    [day('2026-11-23'), day('2026-11-20'), -1],
    [day('2026-11-21'), day('2026-11-22'), 0],
    [day('2026-11-22'), day('2026-11-21'), 0],
    [day('2026-12-24'), day('2027-01-04'), 4],
    [day('2026-11-23'), day('2026-11-23'), 0],
  ])('from %s to %s are %s', (from, to, count) => expect(workingDaysBetween(from, to, england)).toBe(count));

  it('have their names', () =>
    expect(['2026-11-23', '2026-11-28', '2026-11-29', '2022-09-19'].map((on) => weekdayOf(day(on)))).toEqual([
      'Monday',
      'Saturday',
      'Sunday',
      'Monday',
    ]));

  it('are known for the years of the calendar only', () => {
    expect(['2004-12-31', '2005-01-01', '2030-12-31', '2031-01-01'].map((on) => isCovered(day(on), england))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

/** As the government's own list at gov.uk/bank-holidays.json had them when each year was on it. */
const published: readonly [Nation, number, string][] = [
  ['england', 2012, '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
  ['england', 2013, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
  ['england', 2015, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  ['england', 2016, '01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27'],
  ['england', 2017, '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ['england', 2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
  ['england', 2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
  ['wales', 2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
  ['scotland', 2012, '01-02 01-03 04-06 05-07 06-04 06-05 08-06 11-30 12-25 12-26'],
  ['scotland', 2013, '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26'],
  ['scotland', 2016, '01-01 01-04 03-25 05-02 05-30 08-01 11-30 12-26 12-27'],
  ['scotland', 2017, '01-02 01-03 04-14 05-01 05-29 08-07 11-30 12-25 12-26'],
  ['scotland', 2021, '01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28'],
  ['scotland', 2022, '01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27'],
  ['northern-ireland', 2012, '01-02 03-19 04-06 04-09 05-07 06-04 06-05 07-12 08-27 12-25 12-26'],
  ['northern-ireland', 2018, '01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26'],
  ['northern-ireland', 2020, '01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28'],
];

/** Days of one year only, by proclamation. */
const once: readonly [CalendarDay, readonly Nation[]][] = [
  [day('2011-04-29'), nationKeys],
  [day('2012-06-05'), nationKeys],
  [day('2022-06-03'), nationKeys],
  [day('2022-09-19'), nationKeys],
  [day('2023-05-08'), nationKeys],
  [day('2026-06-15'), ['scotland']],
];

describe('the shipped calendar', () => {
  it.each(published)('has for %s %i what was published', (nation, year, days) =>
    expect(daysOf(nation, year)).toBe(days),
  );

  it.each(once)('has %s', (on, where) =>
    expect(nationKeys.filter((nation) => calendarOf(nation).holidays.has(on))).toEqual(where),
  );

  it('has no day at a weekend, and none twice for a nation', () => {
    const empty = { ...england, holidays: new Set<CalendarDay>() };
    expect(file.days.filter(({ on }) => !isWorkingDay(on, empty))).toEqual([]);
    const each = file.days.flatMap(({ on, nations }) => nations.map((nation) => `${on} ${nation}`));
    expect(each.filter((one, index) => each.indexOf(one) !== index)).toEqual([]);
  });

  it('has as many days a year as the law gives, and those that were proclaimed', () => {
    const usual = { england: 8, wales: 8, scotland: 9, 'northern-ireland': 10 };
    const extra = (year: number, nation: Nation): number =>
      once.filter(([on, where]) => on.startsWith(String(year)) && where.includes(nation)).length;
    for (const nation of nationKeys)
      for (let year = file.firstYear; year <= file.lastYear; year += 1) {
        const beforeTheAct = nation === 'scotland' && year < 2007 ? 1 : 0;
        const count = daysOf(nation, year).split(' ').length;
        expect([nation, year, count]).toEqual([nation, year, usual[nation] + extra(year, nation) - beforeTheAct]);
      }
  });
});
