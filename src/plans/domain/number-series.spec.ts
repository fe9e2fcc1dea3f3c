import * as fc from 'fast-check';
import { modulus, numberSeries, shuffled } from './number-series.js';

describe('the series of numbers', () => {
  it('gives the published 10,000th number (C++ standard, minstd_rand: 399268537)', () => {
    const next = numberSeries(1);
    for (let place = 1; place < 10_000; place += 1) next();
    expect(next()).toBe(399_268_537);
  });

  it.each([0, modulus, 1.5, -3])('does not begin with %s', (seed) => {
    expect(() => numberSeries(seed)).toThrow('cannot begin a series');
  });

  it('puts every place in the order once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: modulus - 1 }), (count, seed) => {
        const order = shuffled(count, numberSeries(seed));
        expect([...order].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_nothing, place) => place));
      }),
    );
  });

  it('gives each of the six orders of three about as often', () => {
    const next = numberSeries(7);
    const counts = new Map<string, number>();
    for (let time = 0; time < 6_000; time += 1) {
      const order = shuffled(3, next).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });
});
