import { addDays, day } from '../../kernel/calendar-day.js';
import { publishInTurn, type Shown, usualPolicy } from '../../measures/domain/disclosure.js';
import type { ConcernTheme } from './concern.js';
import { type CountedConcern, shownCounts } from './concern-counts.js';

const calendar = { nation: 'england', holidays: new Set<never>(), firstYear: 2020, lastYear: 2030 } as const;

const told = (shown: Shown | null): string =>
  shown === null ? '–' : shown.is === 'letter' ? shown.letter : `${shown.value}`;

/** So many concerns on one day, acknowledged the day after and answered `after` days later. */
const concerns = (
  raisedOn: string,
  count: number,
  { after = 30, theme = 'workload' }: { after?: number; theme?: ConcernTheme } = {},
): CountedConcern[] =>
  Array.from({ length: count }, () => ({
    raisedOn: day(raisedOn),
    theme,
    acknowledgedOn: day(raisedOn),
    outcomeSharedOn: addDays(day(raisedOn), after),
  }));

const shown = (all: readonly CountedConcern[], today: string, staff: readonly { on: string; value: number }[] = []) =>
  shownCounts(all, {
    from: day('2025-01-01'),
    today: day(today),
    staff: staff.map(({ on, value }) => ({ countedOn: day(on), value })),
    calendar,
  });

const year2025 = [
  ...concerns('2025-02-10', 12),
  ...concerns('2025-05-12', 3),
  ...concerns('2025-08-11', 9),
  ...concerns('2025-11-10', 14),
];

describe('concerns as others than the speak-up lead may know them', () => {
  it('are told by whole quarters and years that are over, and a small one has the next for its cover', () => {
    const [of2026, of2025] = shown(year2025, '2026-02-01');
    expect(of2026).toMatchObject({ year: 2026, raised: null, themes: null, quarters: [] });
    expect(of2025?.quarters.map(({ raised }) => told(raised))).toEqual(['12', 'c', 'c', '14']);
    expect(told(of2025?.raised ?? null)).toBe('38');
  });

  it('never tell today what they did not tell yesterday of a time that lasts', () => {
    const before = shown(year2025, '2026-02-01');
    expect(shown([...year2025, ...concerns('2026-01-31', 1)], '2026-02-01')).toEqual(before);
  });

  it('never take back what was told: each quarter stays as it was on every later day', () => {
    const days = ['2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01', '2026-06-30'];
    const seen = days.map((today) => {
      const of2025 = shown(year2025, today).find(({ year }) => year === 2025);
      return of2025?.quarters.map(({ raised }) => told(raised)) ?? [];
    });
    for (const [index, quarters] of seen.entries()) expect(seen.at(-1)?.slice(0, quarters.length)).toEqual(seen[index]);
  });

  it('withhold a year where its last quarter alone is small, since nothing follows that could cover it', () => {
    const [, of2025] = shown([...concerns('2025-02-10', 12), ...concerns('2025-11-10', 2)], '2026-02-01');
    expect(of2025?.quarters.map(({ raised }) => told(raised))).toEqual(['12', '0', '0', 'c']);
    expect(told(of2025?.raised ?? null)).toBe('c');
    expect(of2025?.themes).toBeNull();
  });

  it('tell how many were answered in time when the time of the last is over, and not before', () => {
    const early = shown(year2025, '2025-05-30').at(-1)?.quarters[0];
    expect(early?.toldInTime).toEqual({ is: 'due', on: '2025-05-31' });
    const late = shown(year2025, '2025-05-31').at(-1)?.quarters[0];
    expect(late?.toldInTime).toEqual({ is: 'told', share: { is: 'number', value: 100, forBoardOnly: false } });
  });

  it('withhold a share of which so few were late that each could be recognised', () => {
    const mixed = [...concerns('2025-02-10', 10), ...concerns('2025-02-11', 2, { after: 90 })];
    expect(shown(mixed, '2025-12-01').at(-1)?.quarters[0]?.toldInTime).toEqual({
      is: 'told',
      share: { is: 'letter', letter: 'c' },
    });
    const more = [...concerns('2025-02-10', 10), ...concerns('2025-02-11', 10, { after: 61 })];
    expect(shown(more, '2025-12-01').at(-1)?.quarters[0]?.toldInTime).toMatchObject({ share: { value: 50 } });
  });

  it('stand against the staff of the last count before, and against none where the number is withheld', () => {
    const staff = [
      { on: '2024-03-31', value: 400 },
      { on: '2025-03-31', value: 800 },
      { on: '2025-09-30', value: 300 },
    ];
    const [, of2025] = shown(year2025, '2026-02-01', staff);
    expect(of2025?.quarters.map(({ perHundred }) => perHundred)).toEqual([1.5, null, null, 4.7]);
    expect(shown(year2025, '2026-02-01')[1]?.quarters[0]?.perHundred).toBeNull();
  });

  it('say what they were about only where no theme gives the others away', () => {
    const two = [...concerns('2025-02-10', 12), ...concerns('2025-02-10', 6, { theme: 'money' })];
    const [, of2025] = shown(two, '2026-02-01');
    expect(
      of2025?.themes?.filter(({ raised }) => told(raised) !== '0').map((one) => [one.theme, told(one.raised)]),
    ).toEqual([
      ['workload', '12'],
      ['money', '6'],
    ]);
    const [, few] = shown(
      [...concerns('2025-02-10', 12), ...concerns('2025-02-10', 2, { theme: 'money' })],
      '2026-02-01',
    );
    expect(few?.themes?.some(({ raised }) => told(raised) === '2') ?? false).toBe(false);
  });
});

describe('parts that are published in turn', () => {
  const most = 15;
  /** Numbers near the edge of what is tried here have fewer others beside them than in the world. */
  const asserted = 10;
  const range = Array.from({ length: most + 1 }, (_unused, value) => value);
  const policy = usualPolicy;

  it('leave more than one set of numbers for everything that is printed, on every day', () => {
    const byPrinted = new Map<string, number[][]>();
    for (const a of range)
      for (const b of range)
        for (const c of range) {
          const parts = [a, b, c];
          const { cells, total } = publishInTurn(
            parts.map((value) => ({ value })),
            { policy, scope: 'public', total: { value: a + b + c } },
          );
          const printed = `${cells.map(told).join(' ')} = ${told(total)}`;
          byPrinted.set(printed, [...(byPrinted.get(printed) ?? []), parts]);
        }
    const known: string[] = [];
    for (const [printed, sets] of byPrinted) {
      const inside = sets.filter((parts) => parts.every((value) => value <= asserted));
      const places = printed.split(' = ')[0]?.split(' ') ?? [];
      for (const [place, cell] of places.entries())
        if (inside.length > 0 && cell === 'c' && new Set(sets.map((parts) => parts[place])).size < 2)
          known.push(printed);
    }
    expect(known).toEqual([]);
    expect(byPrinted.has('12 c c = 21')).toBe(true);
  });
});
