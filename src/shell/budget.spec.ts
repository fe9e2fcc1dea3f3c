import { type Purse, spend } from './budget.js';

const allowance = { perMinute: 60 };

describe('an allowance', () => {
  const spendTimes = (times: number, points: number, at: number, before?: Purse) => {
    let purse = before;
    const waits: (number | null)[] = [];
    for (let time = 0; time < times; time += 1) {
      const spent = spend(purse, points, allowance, at);
      purse = spent.purse;
      waits.push(spent.waitSeconds);
    }
    return { purse, waits };
  };

  it('is spent point by point, then says how long to wait', () => {
    const { waits } = spendTimes(61, 1, 0);
    expect(waits.slice(0, 60).every((wait) => wait === null)).toBe(true);
    expect(waits[60]).toBe(1);
  });

  it('fills up evenly, and no further than a minute’s worth', () => {
    const { purse } = spendTimes(60, 1, 0);
    expect(spend(purse, 10, allowance, 9_000).waitSeconds).toBe(1);
    expect(spend(purse, 10, allowance, 10_000).waitSeconds).toBeNull();
    expect(spendTimes(61, 1, 3_600_000, purse).waits.at(-1)).toBe(1);
  });

  it('is not worn down by what was refused', () => {
    const { purse } = spendTimes(100, 1, 0);
    expect(spend(purse, 1, allowance, 1_000).waitSeconds).toBeNull();
  });

  it('lets through what costs more than a minute’s worth, when it is full', () => {
    expect(spend(undefined, 500, allowance, 0).waitSeconds).toBeNull();
    expect(spend({ left: 30, at: 0 }, 500, allowance, 0).waitSeconds).toBe(30);
  });

  it('does not fill when the clock goes back', () => {
    expect(spend({ left: 0, at: 60_000 }, 1, allowance, 0).waitSeconds).toBe(1);
  });
});
