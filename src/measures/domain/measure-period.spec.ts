import { day } from '../../kernel/calendar-day.js';
import { period, periodText } from '../../kernel/period.js';
import { dueOn, dueState, isPeriodOf, mostOwed, nextPeriod, periodsOver } from './measure-period.js';

const texts = (periods: readonly Parameters<typeof periodText>[0][]): string[] => periods.map(periodText);

describe('the periods of a measure', () => {
  it.each([
    ['month', '2026-11-26', 3, ['2026-08', '2026-09', '2026-10']],
    ['month', '2026-11-30', 1, ['2026-11']],
    ['month', '2026-01-02', 2, ['2025-11', '2025-12']],
    ['quarter', '2026-11-26', 2, ['2026-Q2', '2026-Q3']],
    ['year', '2026-11-26', 2, ['2024', '2025']],
    ['year', '2026-12-31', 1, ['2026']],
  ] as const)('of every %s that are over on %s', (frequency, today, count, expected) => {
    expect(texts(periodsOver(frequency, day(today), count))).toEqual(expected);
  });

  it('go on over the end of a year', () => {
    expect(periodText(nextPeriod(period('2026-12'), 'month'))).toBe('2027-01');
    expect(periodText(nextPeriod(period('2026-Q4'), 'quarter'))).toBe('2027-Q1');
  });

  it('are of one kind, unless numbers come now and then', () => {
    expect(isPeriodOf(period('2026-05'), 'month')).toBe(true);
    expect(isPeriodOf(period('2026-Q2'), 'month')).toBe(false);
    expect(isPeriodOf(period('2026-Q2'), 'irregular')).toBe(true);
  });

  it('are due some days after their last', () => {
    expect(dueOn(period('2026-10'), 20)).toBe('2026-11-20');
    expect(dueOn(period('2026-10'), null)).toBe('2026-11-14');
  });
});

describe('what is due', () => {
  const monthly = { frequency: 'month', lagDays: 20, isKept: true } as const;
  const today = day('2026-11-26');
  const owedOf = (known: readonly string[], more: Partial<Parameters<typeof dueState>[0]> = {}) =>
    texts(dueState({ ...monthly, ...more }, known.map(period), today).owed.map(({ on }) => on));

  it('is the last month alone where there was never a number', () => {
    expect(owedOf([])).toEqual(['2026-10']);
  });

  it('is every month that was left out since the first number, and none before it', () => {
    expect(owedOf(['2026-06', '2026-08'])).toEqual(['2026-07', '2026-09', '2026-10']);
  });

  it('is nothing where all is there, and the next is told with its day', () => {
    const { owed, next } = dueState(monthly, [period('2026-10')], today);
    expect(owed).toEqual([]);
    expect(next).toEqual({ on: period('2026-11'), dueOn: '2026-12-20' });
  });

  it('is not due before its day', () => {
    const { owed, next } = dueState({ ...monthly, lagDays: 40 }, [period('2026-09')], today);
    expect(owed).toEqual([]);
    expect(next).toEqual({ on: period('2026-10'), dueOn: '2026-12-10' });
  });

  it('is nothing of what is no longer kept, or comes now and then', () => {
    expect(owedOf([], { isKept: false })).toEqual([]);
    expect(owedOf([], { frequency: 'irregular' })).toEqual([]);
  });

  it('goes back a year at most', () => {
    expect(owedOf(['2010-01'])).toHaveLength(mostOwed);
  });
});
