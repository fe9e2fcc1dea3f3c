import { period } from '../../kernel/period.js';
import type { Reading, ValueFact } from './series.js';
import { isFar, unusualIn } from './unusual.js';

const reading: Reading = {
  policy: { kind: 'other', smallNumbers: false, threshold: 5, suppressZero: false },
  polarity: 'higher',
  frequency: 'month',
  target: null,
};
const months = (numbers: readonly (number | null)[]): ValueFact[] =>
  numbers.flatMap((value, index) =>
    value === null
      ? []
      : [
          {
            id: `v${index}`,
            position: index,
            edition: 1,
            on: period(`${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`),
            value,
            low: null,
            high: null,
            status: 'final',
            flag: null,
            knownOn: null,
            verified: true,
            inferred: false,
            note: null,
          },
        ],
  );
/** Mean 860 / 12 = 71.67, mean range 40 / 11 = 3.64: limits 61.99 and 81.34. A range above 11.88 is a jump. */
const steady = [70, 74, 69, 73, 71, 75, 70, 72, 68, 73, 71, 74];
const last = period('2026-01');
const found = (numbers: readonly (number | null)[], asked = [last], unit = '%') =>
  unusualIn(months(numbers), reading, { asked, unit }).map(({ because }) => because);

describe('an unusual number', () => {
  it.each([
    ['within the limits is none', 76, []],
    ['above them', 82, ['above-limits']],
    ['below them', 61, ['below-limits']],
  ])('%s', (_name, value, expected) => {
    expect(found([...steady, value])).toEqual(expected);
  });

  it('may jump within the limits', () => {
    expect(found([...steady.slice(0, 11), 64, 80])).toEqual(['jump']);
  });

  it('is asked of the new numbers only', () => {
    expect(found([...steady, 95, 72], [period('2026-02')])).not.toContain('above-limits');
  });

  it('is told with what it was held against', () => {
    const [first] = unusualIn(months([...steady, 95]), reading, { asked: [last], unit: '%' });
    expect(first).toMatchObject({ value: 95, before: 74 });
    expect(first?.limits?.upper).toBeCloseTo(81.34, 2);
  });

  it('with few numbers is one that is far from the one before', () => {
    const second = [period('2025-02')];
    expect(found([50, 71], second)).toEqual(['far-from-before']);
    expect(found([50, 70], second)).toEqual([]);
  });

  it('is not held against a number on the other side of a gap', () => {
    expect(found([50, null, 90], [period('2025-03')])).toEqual([]);
  });
});

describe('far, with too few numbers for limits', () => {
  it.each([
    [10, 15, 'children', false],
    [10, 16, 'children', true],
    [10, 5, 'children', false],
    [10, 4, 'children', true],
    [2, 6, 'children', false],
    [2, 7, 'children', true],
    [0, 5, 'children', true],
    [30, 50, '%', false],
    [30, 50.1, '%', true],
  ])('from %d to %d %s: %s', (before, value, unit, expected) => {
    expect(isFar(value, before, unit)).toBe(expected);
  });
});
