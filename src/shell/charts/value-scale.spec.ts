import * as fc from 'fast-check';
import { valueScale } from './value-scale.js';

const within = { top: 0, bottom: 100 };

describe('a scale of values', () => {
  it.each([
    [
      [18.5, 2],
      [0, 5, 10, 15, 20],
    ],
    [
      [132, 102],
      [100, 110, 120, 130, 140],
    ],
    [
      [0.12, 0.47],
      [0, 0.2, 0.4, 0.6],
    ],
    [
      [-15, 8],
      [-20, -10, 0, 10],
    ],
    [[7], [6, 8]],
    [[0], [0, 0.25]],
    [
      [600, 700, 650],
      [600, 625, 650, 675, 700],
    ],
  ])('%j has the ticks %j', (values, ticks) => {
    expect(valueScale(values, within).ticks.slice(0, ticks.length)).toEqual(ticks);
  });

  it('holds every value, between round ends, higher values further up', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { minLength: 1, maxLength: 40 }), (numbers) => {
        const values = numbers.map((number) => number / 8);
        const scale = valueScale(values, within);
        const { ticks, from, to } = scale;
        expect(from).toBe(ticks[0]);
        expect(to).toBe(ticks.at(-1));
        expect(ticks.length).toBeLessThan(9);
        for (const value of values) {
          expect(scale.y(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(scale.y(value)).toBeLessThanOrEqual(100 + 1e-6);
        }
      }),
    );
  });
});
