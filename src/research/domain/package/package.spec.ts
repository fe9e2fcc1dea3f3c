import { day } from '../../../kernel/calendar-day.js';
import { differenceOf, type ReadTable } from './difference.js';
import { notRecorded, packageTable } from './package-table.js';
import { guarded, plainCsv, readPlainCsv, restored } from './plain-csv.js';
import { type Anchors, conditions, membership, qcaWarnings } from './qca.js';
import { monthsOf } from './sequences-table.js';
import type { RecoveryCase } from '../recovery-case.js';
import { period } from '../../../kernel/period.js';
import { dayNumber } from '../../../kernel/calendar-day.js';

const guide = { name: 'things', title: 'Things', rowIs: 'A thing', key: ['thing'], references: [] };
type Thing = { readonly thing: string; readonly size: number | null };
const columns = [
  { name: 'thing', type: 'text' as const, is: 'Its name', value: ({ thing }: Thing) => thing },
  { name: 'size', type: 'number' as const, is: 'Metres', value: ({ size }: Thing) => size, missing: notRecorded },
];
const table = (...things: readonly Thing[]) => packageTable<Thing>({ ...guide, columns }, things);

describe('a table of a package', () => {
  it('stands in the order of its key and says why a field is empty', () => {
    expect(plainCsv(table({ thing: 'b', size: 2 }, { thing: 'a', size: null }))).toBe(
      'thing,size,size_missing\r\na,,not recorded\r\nb,2,\r\n',
    );
  });

  it('is refused with one key twice, and with an empty field of which nothing says why', () => {
    expect(() => table({ thing: 'a', size: 1 }, { thing: 'a', size: 2 })).toThrow('things has a twice');
    const silent = [
      { ...columns[0], value: () => 'a' },
      { ...columns[1], missing: undefined },
    ];
    expect(() => packageTable<Thing>({ ...guide, columns: silent }, [{ thing: 'a', size: null }])).toThrow('no size');
  });

  it('lists a code that is on no list as itself', () => {
    const kind = { name: 'size', type: 'code' as const, is: 'Kind', codes: { x: 'Known' }, value: () => 'y' };
    const { columns: told } = packageTable<Thing>({ ...guide, columns: [columns[0], kind] }, [{ thing: 'a', size: 1 }]);
    expect(told[1]?.codes).toEqual({ x: 'Known', y: 'y' });
  });
});

describe('a field', () => {
  it.each(['=1+1', '+44', '-8', '@x', "'quoted", "'=1", ' =1', '\t=1', 'plain', 'a,b', 'say "so"', 'two\r\nlines', ''])(
    'runs in no spreadsheet and is restored to the letter: %j',
    (text) => {
      expect(guarded(text)).not.toMatch(/^[\s\u00a0]*[=+\-@]/);
      expect(restored(guarded(text))).toBe(text);
      const written = plainCsv({ columns: [], rows: [[text, 'after']] });
      expect(readPlainCsv(`a,b\r\n${written.slice('\r\n'.length)}`).rows).toEqual([[text, 'after']]);
    },
  );
});

describe('membership in a set', () => {
  const anchorsOf = (key: string): Anchors => conditions.find((one) => one.key === key)?.anchors as Anchors;

  it.each([
    [3, 0.953],
    [6, 0.82],
    [9, 0.5],
    [12, 0.27],
    [18, 0.047],
    [24, 0.01],
  ])('of EARLYPEER at %d months is %d', (months, expected) => {
    expect(membership(months, anchorsOf('EARLYPEER'))).toBeCloseTo(expected, 2);
  });

  it.each([
    ['OUTSIDE', 0.5, 0.953],
    ['LASTING', 12, 0.047],
    ['STEADY', 4, 0.047],
  ])('of %s at %d is %d', (key, raw, expected) => {
    expect(membership(raw, anchorsOf(key))).toBeCloseTo(expected, 3);
  });

  it('is refused where anchors lie in no order', () => {
    expect(() => membership(1, { out: 1, crossover: 3, in: 2 })).toThrow(RangeError);
  });

  it('gives pause on 0.5, without variation, and with few cases', () => {
    const cases = ['EP-1', 'EP-2'].map((episode) => ({
      episode,
      condition: 'EARLYPEER' as const,
      raw: { value: 9, missing: 'not recorded' as const },
      isCensored: false,
    }));
    expect(qcaWarnings(cases, {}).map(({ text }) => text.slice(0, 20))).toEqual([
      '2 of its memberships',
      'It does not vary: al',
      '2 cases are few for ',
    ]);
  });
});

describe('an episode month by month', () => {
  const on = (text: string) => ({ on: period(text), day: dayNumber(day(text.length === 10 ? text : `${text}-15`)) });
  const of = {
    ref: 'EP-0001',
    triggered: on('2020-01-31'),
    notFailing: on('2020-04'),
    good: null,
    failedAgain: null,
    stopped: null,
    lastDay: dayNumber(day('2020-06-01')),
  } as unknown as RecoveryCase;
  const spans = [{ level: 4, from: '2020-02-10', to: '2020-03-20' }];

  it('says what held on the first day of each month from zero, and how roughly that is known', () => {
    const months = monthsOf({ of, spans, warnedOn: null }, 'trigger');
    expect(months.map(({ month, from, state, level, rough }) => [month, from, state, level, rough])).toEqual([
      [0, '2020-01-31', 'failing', 0, false],
      [1, '2020-02-29', 'failing', 4, false],
      [2, '2020-03-31', 'failing', 0, false],
      [3, '2020-04-30', 'not_failing', 0, true],
      [4, '2020-05-31', 'not_failing', 0, true],
    ]);
  });

  it('begins with its first warning where there is one', () => {
    expect(monthsOf({ of, spans, warnedOn: null }, 'first_warning')).toEqual([]);
    expect(monthsOf({ of, spans, warnedOn: period('2019-12') }, 'first_warning')[0]).toMatchObject({ state: 'warned' });
  });
});

describe('the difference of two editions', () => {
  const read = (rows: readonly (readonly string[])[]): ReadTable => ({
    name: 'episodes',
    key: ['episode'],
    names: ['episode', 'title', 'title_missing', 'followed_to', 'recorded_on'],
    rows,
  });

  it('says what was added, is gone and says something else, since when and why', () => {
    const before = read([
      ['EP-1', 'One', '', '2026-01-01', '2025-01-01'],
      ['EP-2', 'Two', '', '2026-01-01', '2025-01-01'],
    ]);
    const after = read([
      ['EP-1', 'First', 'x', '2026-02-01', '2025-01-01'],
      ['EP-3', 'Three', '', '2026-02-01', '2026-01-20'],
      ['EP-4', 'Four', '', '2026-02-01', '2024-01-01'],
    ]);
    const explained = {
      since: '2026-01-01',
      touched: new Map([['EP-1', '2026-01-09']]),
      gone: new Map([['EP-2', { why: 'Taken back.', since: '2026-01-10' }]]),
    };
    const told = differenceOf([before], [after], explained).map(({ change, row, column, since, why }) => [
      change,
      row,
      column,
      since,
      why,
    ]);
    expect(told).toEqual([
      ['added', 'EP-3', null, '2026-01-20', 'It was recorded since.'],
      ['added', 'EP-4', null, null, 'It was on the record before, and meets the definition now.'],
      ['gone', 'EP-2', null, '2026-01-10', 'Taken back.'],
      ['changed', 'EP-1', 'title', '2026-01-09', 'The record was changed.'],
      ['changed', 'EP-1', 'followed_to', null, 'It is followed longer.'],
    ]);
    expect(differenceOf([before], [before], explained)).toEqual([]);
  });
});
