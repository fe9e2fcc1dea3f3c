import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { answersReadOn, concernQuarters, fourQuarters } from './concern-quarters.js';

const concern = (on: string) => ({ raisedOn: day(on) });
const staff = (on: string, value: number) => ({ on: period(on), value });

describe('the quarters in which concerns are counted', () => {
  it('are the full ones since counting began, oldest first', () => {
    const concerns = [concern('2025-08-10'), concern('2025-10-01'), concern('2025-12-31'), concern('2026-04-02')];
    expect(concernQuarters(concerns, [staff('2025', 1_000)], day('2026-05-20'))).toEqual([
      { key: '2025-Q3', from: '2025-07-01', to: '2025-09-30', concerns: 1, headcount: 1_000 },
      { key: '2025-Q4', from: '2025-10-01', to: '2025-12-31', concerns: 2, headcount: 1_000 },
      { key: '2026-Q1', from: '2026-01-01', to: '2026-03-31', concerns: 0, headcount: 1_000 },
    ]);
  });

  it('take in the one that ends with the day, and begin with the first concern where it came before the first count', () => {
    const keys = concernQuarters([concern('2025-09-30')], [staff('2026-01-01', 10)], day('2026-03-31')).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['2025-Q4', '2026-Q1']);
  });

  it('take the last count of staff before the end of each, or the first there is', () => {
    const counts = [staff('2026-02-01', 200), staff('2025-11-01', 100)];
    expect(
      concernQuarters([concern('2025-06-30')], counts, day('2026-04-01')).map(({ headcount }) => headcount),
    ).toEqual([100, 100, 200]);
  });

  it('are none where nobody counted the staff', () => {
    expect(concernQuarters([concern('2025-06-30')], [], day('2026-04-01'))).toEqual([]);
    expect(concernQuarters([concern('2025-06-30')], [staff('2025', 0)], day('2026-04-01'))).toEqual([]);
  });

  it('are those of ten years at most', () => {
    expect(concernQuarters([], [staff('1990', 10)], day('2026-04-01'))).toHaveLength(40);
  });
});

describe('the day by which answers to concerns are counted', () => {
  it.each([
    ['2026-05-29', '2026-03-01'],
    ['2026-05-30', '2026-05-30'],
    ['2026-08-28', '2026-05-30'],
    ['2026-08-29', '2026-08-29'],
    ['2026-11-28', '2026-08-29'],
  ])('is, on %s, 60 days after the end of a quarter: %s', (asOf, on) => {
    expect(answersReadOn(day(asOf))).toBe(on);
  });
});

describe('the four quarters of which shares are told', () => {
  it('are those that are over, and those of the year before', () => {
    expect(fourQuarters(day('2026-05-20'), 'last')).toEqual({ from: '2025-04-01', to: '2026-03-31' });
    expect(fourQuarters(day('2026-05-20'), 'before')).toEqual({ from: '2024-04-01', to: '2025-03-31' });
    expect(fourQuarters(day('2026-06-30'), 'last')).toEqual({ from: '2025-07-01', to: '2026-06-30' });
  });
});
