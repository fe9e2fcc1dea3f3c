import * as fc from 'fast-check';
import { addDays, type CalendarDay, day } from '../../kernel/calendar-day.js';
import {
  type Forecast,
  type ForecastFacts,
  forecastOf,
  inOrder,
  never,
  type OpenMilestone,
  sharesOf,
  slipOf,
  spreadOf,
} from './forecast.js';

const milestone = (id: string, baselineDue: string, more: Partial<OpenMilestone> = {}): OpenMilestone => ({
  id,
  baselineDue: day(baselineDue),
  currentDue: day(baselineDue),
  startOn: null,
  isPaused: false,
  waitsFor: [],
  ...more,
});

const after = (...ids: string[]): OpenMilestone['waitsFor'] => ids.map((id) => ({ id, to: 'start' }));

const nothing = { closed: [], open: [] };

const facts = (more: Partial<ForecastFacts>): ForecastFacts => ({
  today: day('2026-01-01'),
  own: [-7, 0, 0, 7, 14, 21, 28, 70],
  elsewhere: nothing,
  open: [],
  ...more,
});

function forecast(more: Partial<ForecastFacts>): Forecast {
  const result = forecastOf(facts(more));
  if (!result.ok) throw new Error('It was refused');
  return result.value;
}

const only = (more: Partial<ForecastFacts>) => forecast(more).milestones[0];

describe('the slip of a closed milestone', () => {
  it.each([
    ['2026-03-02', '2026-03-02', 0],
    ['2026-03-02', '2026-02-23', -7],
    ['2024-02-01', '2024-03-01', 29],
  ])('from %s to %s is %i days', (baselineDue, completedOn, slip) => {
    expect(slipOf({ baselineDue: day(baselineDue), completedOn: day(completedOn) })).toBe(slip);
  });
});

describe('a forecast worked by hand', () => {
  // Eight slips: -7, 0, 0, 7, 14, 21, 28, 70. On 1 March a milestone first due on 2 March can no longer be a week
  // early, so seven are left, a seventh each. Up to 7: 3/7 = 0.43. Up to 14: 4/7 = 0.57, so half by 16 March.
  // Up to 21: 5/7 = 0.71. Up to 28: 6/7 = 0.86, so four fifths by 30 March.
  it('takes the slips of the plan that can still be', () => {
    const told = only({
      today: day('2026-03-01'),
      open: [milestone('a', '2026-03-02', { currentDue: day('2026-03-09') })],
    });
    expect(told?.dates).toMatchObject({ p50: '2026-03-16', p80: '2026-03-30' });
    expect(told?.dates?.byCurrentDue).toBeCloseTo(3 / 7, 3);
  });

  // Long before the date all eight count: up to 0 is 3/8, up to 7 is 4/8 = half; up to 21 is 6/8, up to 28 is 7/8.
  it('takes all slips while the milestone can still be early', () => {
    expect(only({ open: [milestone('a', '2026-03-02')] })?.dates).toMatchObject({
      p50: '2026-03-09',
      p80: '2026-03-30',
    });
  });

  // Eight closed elsewhere, each 100 days late: 8 / (8 + 8) = a half of the weight is theirs. Our eight slips have a
  // sixteenth each: half is reached at our last, 70; four fifths at 100.
  it('is shrunk to the other plans', () => {
    const told = forecast({
      elsewhere: { closed: Array.from({ length: 8 }, () => 100), open: [] },
      open: [milestone('a', '2026-03-02')],
    });
    expect(told.weightOfOwn).toBe(0.5);
    expect(told.milestones[0]?.dates).toMatchObject({ p50: '2026-05-11', p80: '2026-06-10' });
  });

  // 24 slips of our own: 24 / (24 + 8) = three quarters are ours.
  it('leans on the other plans the less, the more of its own have closed', () => {
    const own = Array.from({ length: 24 }, () => 0);
    const elsewhere = Array.from({ length: 50 }, () => 100);
    expect(spreadOf({ closed: own, open: [] }, { closed: elsewhere, open: [] })).toEqual({
      weightOfOwn: 0.75,
      spread: [
        { slip: 0, weight: 0.75 },
        { slip: 100, weight: expect.closeTo(0.25, 12) as number },
      ],
    });
  });

  // Slips of 0 or 10 days, a half each. The first is due on 1 March, so it is finished on the 1st or the 11th. The
  // second is first due on 13 March and takes 5 days: 13 or 23 March after an early first; after a late one not before
  // 16 March, so 16 or 23 March. A quarter each for 13 and 16, a half for 23.
  it('waits for what must be finished first', () => {
    const open = [
      milestone('second', '2026-03-13', { startOn: day('2026-03-08'), waitsFor: after('first') }),
      milestone('first', '2026-03-01'),
    ];
    const told = forecast({ own: [0, 0, 0, 0, 10, 10, 10, 10], open });
    expect(told.milestones[0]?.dates).toMatchObject({ p50: '2026-03-16', p80: '2026-03-23' });
    expect(told.milestones[0]?.dates?.byCurrentDue).toBeCloseTo(0.25, 1);
    expect(told.milestones[1]?.dates).toMatchObject({ p50: '2026-03-01', p80: '2026-03-11' });
    expect(told.all).toEqual({ p50: '2026-03-16', p80: '2026-03-23', count: 2 });
  });

  // The same, but the second may be worked on meanwhile and only not be finished before the first: its own dates, 13 or
  // 23 March, are later than the first in any case.
  it('adds no length of its own where it only may not be finished before', () => {
    const open = [
      milestone('first', '2026-03-01'),
      milestone('second', '2026-03-13', { startOn: day('2026-03-08'), waitsFor: [{ id: 'first', to: 'finish' }] }),
    ];
    const told = forecast({ own: [0, 0, 0, 0, 10, 10, 10, 10], open });
    expect(told.milestones[1]?.dates).toMatchObject({ p50: '2026-03-13', p80: '2026-03-23' });
  });

  // Two that do not wait for each other, each in time or 10 days late: both are in time in a quarter of the runs, so
  // half of the runs end only on the 11th.
  it('tells when the last is finished', () => {
    const open = [milestone('a', '2026-03-01'), milestone('b', '2026-03-01')];
    expect(forecast({ own: [0, 0, 0, 0, 10, 10, 10, 10], open }).all).toEqual({
      p50: '2026-03-11',
      p80: '2026-03-11',
      count: 2,
    });
  });
});

describe('milestones that are still open', () => {
  const open = [15, 15, 40, -5];
  const closed = [0, 0, 10, 10, 20, 20, 30, 30];

  // At 0: 8 closed and 3 open that are known so late (15, 15, 40), 2 close: 2/11. At 10: 6 and 3, 2 close: 2/9 of 9/11.
  // At 20: 4 and 1, 2 close: 2/5 of 7/11 = 14/55. At 30: 2 and 1: 2/3 of 21/55 = 14/55. 7/55 are later than 30 days.
  it('count as later than they are today, as Kaplan and Meier count them', () => {
    const shares = sharesOf({ closed, open });
    expect(shares.map(({ slip }) => slip)).toEqual([0, 10, 20, 30, never]);
    for (const [place, share] of [2 / 11, 2 / 11, 14 / 55, 14 / 55, 7 / 55].entries())
      expect(shares[place]?.weight).toBeCloseTo(share, 12);
    expect(sharesOf({ closed, open: [] }).map(({ weight }) => weight)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  // The same as milestones of a plan: first due 15, 15 and 40 days ago, and one in 5 days, on 1 March. Of the last every
  // slip can still be: half of the weight is reached at 20 (34/55 = 0.62), four fifths at 30 (48/55 = 0.87). Of those
  // that are 15 days late 20, 30 and later can be, 14, 14 and 7 of 35: 0.4 and 0.8. The one that is 40 days late: none.
  it('make the dates of the others later, and get none that the record has never seen', () => {
    const told = forecast({
      today: day('2026-03-01'),
      own: closed,
      open: [
        milestone('a', '2026-02-14'),
        milestone('b', '2026-02-14'),
        milestone('c', '2026-01-20'),
        milestone('d', '2026-03-06'),
      ],
    });
    expect(told.milestones.map(({ dates }) => dates && [dates.p50, dates.p80])).toEqual([
      ['2026-03-16', '2026-03-16'],
      ['2026-03-16', '2026-03-16'],
      null,
      ['2026-03-26', '2026-04-05'],
    ]);
    expect(told.milestones[2]?.noDate).toBe('later-than-any');
    expect(told.milestones[3]?.dates?.byCurrentDue).toBeCloseTo(2 / 11, 3);
  });

  // Eight closed in time and eight are open, 100 days late: at 0 days 16 are known and 8 close, so half are in time, and
  // of the other half nobody knows when. Whoever left them out would say: in time.
  it('leave no day by which four in five are finished where too many are later than any', () => {
    const late = Array.from({ length: 8 }, (_unused, place) => milestone(`late ${place}`, '2025-09-23'));
    const own = Array.from({ length: 8 }, () => 0);
    const told = forecast({ own, open: [milestone('next', '2026-03-02'), ...late] });
    expect(told.milestones[0]?.dates).toEqual({ p50: '2026-03-02', p80: null, byCurrentDue: 0.5 });
    expect(told.all).toEqual({ p50: '2026-03-02', p80: null, count: 1 });
  });
});

describe('a forecast is not given', () => {
  it('below eight closed milestones of the plan, however many closed elsewhere', () => {
    const elsewhere = { closed: Array.from({ length: 500 }, () => 3), open: [] };
    expect(forecastOf(facts({ own: [0, 1, 2, 3, 4, 5, 6], elsewhere, open: [milestone('a', '2026-03-02')] }))).toEqual({
      ok: false,
      error: { reason: 'too-few', closed: 7, needed: 8 },
    });
    expect(forecastOf(facts({ own: [0, 1, 2, 3, 4, 5, 6, 7] })).ok).toBe(true);
  });

  it('for a milestone that is later than every one that has closed, nor for what waits for it', () => {
    const open = [milestone('late', '2026-01-01'), milestone('next', '2026-09-01', { waitsFor: after('late') })];
    const told = forecast({ today: day('2026-03-12'), open });
    expect(told.milestones.map(({ noDate }) => noDate)).toEqual(['later-than-any', 'waits']);
    expect(told.all).toBeNull();
    expect(only({ today: day('2026-03-11'), open })?.dates).toMatchObject({ p50: '2026-03-12', p80: '2026-03-12' });
  });

  it('for a paused one', () => {
    expect(only({ open: [milestone('a', '2026-03-02', { isPaused: true })] })).toEqual({
      id: 'a',
      dates: null,
      noDate: 'paused',
    });
  });

  it('for those that wait for each other, and for nothing else because of them', () => {
    const open = [
      milestone('a', '2026-03-02', { waitsFor: after('b') }),
      milestone('b', '2026-03-02', { waitsFor: after('a') }),
      milestone('c', '2026-03-02'),
    ];
    expect(forecast({ open }).milestones.map(({ noDate }) => noDate)).toEqual(['circle', 'circle', null]);
  });
});

const slips = fc.array(fc.integer({ min: -60, max: 200 }), { minLength: 8, maxLength: 30 });
const lateness = fc.array(fc.integer({ min: -60, max: 260 }), { maxLength: 20 });
const dueIn = (days: number): CalendarDay => addDays(day('2026-01-01'), days);

describe('any forecast', () => {
  it('uses no other plan until eight milestones have closed elsewhere', () => {
    fc.assert(
      fc.property(slips, fc.array(fc.integer({ min: -60, max: 200 }), { maxLength: 7 }), (own, elsewhere) => {
        const open = [milestone('a', '2026-09-01')];
        expect(only({ own, elsewhere: { closed: elsewhere, open: [] }, open })).toEqual(only({ own, open }));
      }),
      { numRuns: 25 },
    );
  });

  it('gives the shares of a whole', () => {
    fc.assert(
      fc.property(slips, slips, lateness, lateness, (own, elsewhere, late, lateElsewhere) => {
        const { spread } = spreadOf({ closed: own, open: late }, { closed: elsewhere, open: lateElsewhere });
        expect(spread.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
        expect(spread.every(({ slip }, place) => place === 0 || slip > (spread[place - 1]?.slip ?? 0))).toBe(true);
      }),
    );
  });

  it('lies after today, half before four fifths, and nothing before what it waits for', () => {
    const chain = fc.array(fc.record({ due: fc.integer({ min: -40, max: 300 }), waits: fc.boolean() }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(slips, chain, (own, links) => {
        const open = links.map(({ due, waits }, place) =>
          milestone(`m${place}`, dueIn(due), { waitsFor: waits && place > 0 ? after(`m${place - 1}`) : [] }),
        );
        const told = forecast({ own, open }).milestones;
        for (const [place, { dates }] of told.entries()) {
          if (!dates) continue;
          // No day stands after every day.
          const [p50, p80] = [dates.p50 ?? '9999', dates.p80 ?? '9999'];
          expect(p50 > '2026-01-01').toBe(true);
          expect(p50 <= p80).toBe(true);
          const before = open[place]?.waitsFor.length ? told[place - 1]?.dates : null;
          expect(!before || ((before.p50 ?? '9999') <= p50 && (before.p80 ?? '9999') <= p80)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('moves by as many days as every slip does', () => {
    fc.assert(
      fc.property(slips, fc.integer({ min: 0, max: 100 }), (own, more) => {
        const open = [milestone('a', '2027-01-01')];
        const [plain, later] = [only({ own, open }), only({ own: own.map((slip) => slip + more), open })];
        expect(later?.dates?.p80).toBe(addDays(plain?.dates?.p80 ?? day('2000-01-01'), more));
        expect(later?.dates?.p50).toBe(addDays(plain?.dates?.p50 ?? day('2000-01-01'), more));
      }),
      { numRuns: 25 },
    );
  });

  it('is the same each time, and for a milestone that waits for nothing whatever stands beside it and is not late', () => {
    fc.assert(
      fc.property(slips, (own) => {
        const [a, b] = [milestone('a', '2026-05-01'), milestone('b', '2026-04-01')];
        expect(forecast({ own, open: [a, b] })).toEqual(forecast({ own, open: [a, b] }));
        expect(forecast({ own, open: [b, a] }).milestones[1]).toEqual(only({ own, open: [a] }));
      }),
      { numRuns: 10 },
    );
  });
});

describe('the order of milestones', () => {
  it('puts each after what it waits for, and asks nothing of those that are not open', () => {
    const open = [
      milestone('c', '2026-03-02', { waitsFor: after('b', 'closed') }),
      milestone('b', '2026-03-02', { waitsFor: after('a') }),
      milestone('a', '2026-03-02'),
    ];
    expect(inOrder(open).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
