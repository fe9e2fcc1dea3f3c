import {
  sayAssurance,
  sayCount,
  saySignal,
  sayShort,
  sayShown,
  sayValue,
  sayVariation,
  variationLabel,
} from './measure-words.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a number with its unit', () => {
  it.each([
    [18.5, '%', '18.5%', '18.5%'],
    [6.26, '£ million', '£6.26 million', '£6.26m'],
    [355, 'rank of 380', '355 of 380', '355'],
    [107.86, 'index (100 = expected)', '107.86', '107.86'],
    [1144, 'pupils', '1,144 pupils', '1,144'],
    [1, 'conditions', '1 condition', '1'],
    [1, 'children', '1 child', '1'],
    [1, 'social workers a month', '1 social worker a month', '1'],
    [-15, 'percentage points', '−15 percentage points', '−15'],
  ])('%p %s is %s', (value, unit, long, short) => {
    expect(plain(sayValue(value, unit))).toBe(long);
    expect(sayShort(value, unit)).toBe(short);
  });

  it('or the letter that stands for it', () => {
    expect(sayShown({ is: 'letter', letter: 'c' }, '%')).toBe('Withheld, so that nobody can be recognised (c)');
  });
});

describe('what the chart says', () => {
  it('says how many values are missing', () => {
    expect(plain(sayCount(3))).toBe('3 values so far. Limits appear at 6 points and settle at 12.');
    expect(plain(sayCount(1))).toBe('1 value so far. Limits appear at 6 points and settle at 12.');
  });

  it('says no change out loud', () => {
    const said = sayVariation({ variation: { is: 'chance' }, count: 20, current: null });
    expect(said).toMatch(/^No change: /);
  });

  it('says that limits are on trial', () => {
    const current = { kind: 'trial', count: 8 } as never;
    expect(sayVariation({ variation: { is: 'chance' }, count: 8, current })).toContain('trial limits, from 8 values');
  });

  it.each([
    ['improvement', 'Improvement: the newest value is below the lower limit.'],
    ['concern', 'Concern: the newest value is below the lower limit.'],
    ['neither', 'Special cause, neither better nor worse by itself: the newest value is below the lower limit.'],
  ] as const)('says %s', (meaning, sentence) => {
    const variation = { is: 'special', meaning, signals: [{ cause: 'outside', side: 'low' }] } as const;
    expect(sayVariation({ variation, count: 20, current: null })).toBe(sentence);
  });

  it('has words for every cause and every reason', () => {
    for (const cause of ['outside', 'near', 'run', 'trend'] as const)
      for (const side of ['high', 'low'] as const) expect(saySignal({ cause, side })).not.toBe('');
    for (const because of ['too-few', 'no-variation', 'withheld'] as const) {
      const variation = { is: 'no-limits', because } as const;
      expect(variationLabel(variation)).not.toBe('');
      expect(sayVariation({ variation, count: 2, current: null })).not.toBe('');
    }
    for (const assurance of ['will-meet', 'will-not', 'by-chance', 'no-target', 'no-limits', 'no-direction'] as const)
      expect(sayAssurance(assurance)).toMatch(/\.$/);
  });
});
