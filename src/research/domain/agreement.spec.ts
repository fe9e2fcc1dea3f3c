import { agreementOf, agreementOver, type Pair } from './agreement.js';

const times = (count: number, pair: Pair): readonly Pair[] => Array.from({ length: count }, () => pair);

/** A table of how often the first coder said the row and the second the column. */
const pairsOf = (table: readonly (readonly number[])[]): readonly Pair[] =>
  table.flatMap((row, first) => row.flatMap((count, second) => times(count, [String(first), String(second)])));

describe('agreement between two coders', () => {
  it('is that of Cohen’s own example (1960, table 1: three categories, here as 100 cases)', () => {
    const { n, observed, expected, kappa } = agreementOf(
      pairsOf([
        [25, 13, 12],
        [12, 2, 16],
        [3, 15, 2],
      ]),
    );
    expect(n).toBe(100);
    expect(observed).toBeCloseTo(0.29, 12);
    expect(expected).toBeCloseTo(0.35, 12);
    expect(kappa).toBeCloseTo((0.29 - 0.35) / 0.65, 12);
  });

  it('is 0.4 in the textbook example of fifty proposals that two readers judged', () => {
    const { observed, expected, kappa } = agreementOf(
      pairsOf([
        [20, 5],
        [10, 15],
      ]),
    );
    expect([observed, expected, kappa].map((value) => Number(value?.toFixed(12)))).toEqual([0.7, 0.5, 0.4]);
  });

  it.each<[string, readonly Pair[], object]>([
    ['of none', [], { n: 0, observed: null, kappa: null, noKappa: 'too-few' }],
    ['of nine', times(9, ['a', 'a']), { n: 9, observed: 1, expected: null, kappa: null, noKappa: 'too-few' }],
    [
      'of ten that say the same of everything',
      times(10, ['a', 'a']),
      { observed: 1, kappa: null, noKappa: 'no-variation' },
    ],
    [
      'of ten that agree on two words',
      [...times(5, ['a', 'a']), ...times(5, ['b', 'b'])],
      { observed: 1, expected: 0.5, kappa: 1 },
    ],
    [
      'of ten that never agree',
      [...times(5, ['a', 'b']), ...times(5, ['b', 'a'])],
      { observed: 0, expected: 0.5, kappa: -1 },
    ],
    [
      'of ten in which one coder always says the same',
      [...times(5, ['a', 'a']), ...times(5, ['a', 'b'])],
      { observed: 0.5, kappa: 0 },
    ],
  ])('is worked out or refused: %s', (_name, pairs, expected) => {
    expect(agreementOf(pairs)).toMatchObject(expected);
  });

  it('is the same whoever is called the first', () => {
    const pairs = pairsOf([
      [8, 3],
      [1, 5],
    ]);
    expect(agreementOf(pairs.map(([a, b]): Pair => [b, a])).kappa).toBeCloseTo(agreementOf(pairs).kappa ?? 0, 12);
  });
});

describe('agreement over several fields', () => {
  const half = [...times(5, ['a', 'a'] as const), ...times(5, ['a', 'b'] as const)];
  const full = [...times(5, ['x', 'x'] as const), ...times(5, ['y', 'y'] as const)];

  it('works chance out within each field', () => {
    // Observed 0.5 and 1, expected 0.5 and 0.5: (0.75 − 0.5) / 0.5.
    expect(agreementOver([half, full])).toMatchObject({ n: 20, agreed: 15, observed: 0.75, expected: 0.5, kappa: 0.5 });
  });

  it('leaves a field of fewer than ten out of kappa, and not out of the percentage', () => {
    expect(agreementOver([half, full, times(5, ['z', 'w'])])).toMatchObject({
      n: 25,
      agreed: 15,
      observed: 0.6,
      kappa: 0.5,
    });
  });

  it('has no kappa where no field has ten', () => {
    expect(agreementOver([times(9, ['a', 'a'])])).toMatchObject({ n: 9, observed: 1, kappa: null, noKappa: 'too-few' });
  });
});
