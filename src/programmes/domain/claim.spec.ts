import { byOutcome, changeFrom, type ClaimNumbers, showClaim } from './claim.js';

const numbers = (given: Partial<ClaimNumbers>): ClaimNumbers => ({
  figure: 'share',
  value: null,
  numerator: null,
  denominator: null,
  baseline: null,
  ...given,
});
const withheld = { is: 'letter', letter: 'c' };
const number = (value: number) => ({ is: 'number', value, forBoardOnly: false });

describe('what is shown of a claim about people', () => {
  it('is the share as published where nobody says of how many', () => {
    expect(showClaim(numbers({ value: 87 }), 'public')).toMatchObject({ value: number(87), isWithheld: false });
  });

  it('is nothing at all of a share of too few', () => {
    expect(showClaim(numbers({ value: 75, numerator: 6, denominator: 8 }), 'public')).toEqual({
      value: withheld,
      numerator: withheld,
      denominator: withheld,
      baseline: null,
      isWithheld: true,
    });
  });

  it('is nothing of a share that all but a few are in', () => {
    expect(showClaim(numbers({ value: 97.5, numerator: 117, denominator: 120 }), 'public').isWithheld).toBe(true);
  });

  it('is nothing of a change whose counts are small, since the one gives the other away', () => {
    const change = numbers({ figure: 'change', value: -92, baseline: 25, numerator: 2 });
    expect(showClaim(change, 'public')).toMatchObject({ value: withheld, baseline: withheld, isWithheld: true });
    expect(showClaim(numbers({ figure: 'change', value: -92 }), 'public').isWithheld).toBe(false);
  });

  it('is nothing of a count below five, nor of the count it came down from', () => {
    const few = numbers({ figure: 'people', value: 3, baseline: 12 });
    expect(showClaim(few, 'public')).toMatchObject({ value: withheld, baseline: withheld });
    expect(showClaim(numbers({ figure: 'people', value: 355 }), 'public').value).toEqual(number(355));
  });

  it('is everything where money or incidents are counted', () => {
    expect(showClaim(numbers({ figure: 'other', value: 2, baseline: 4 }), 'public').isWithheld).toBe(false);
  });

  it('is the true number for a board, marked', () => {
    const few = numbers({ figure: 'people', value: 3 });
    expect(showClaim(few, 'board').value).toEqual({ is: 'number', value: 3, forBoardOnly: true });
  });
});

describe('claims about one outcome', () => {
  it('stay as many as there are, in the order given', () => {
    const claims = [
      { outcome: 'Drugs', value: 32 },
      { outcome: 'Missing', value: 253 },
      { outcome: 'Drugs', value: 87 },
      { outcome: 'Drugs', value: -33 },
    ];
    expect(byOutcome(claims).map(({ outcome, claims: own }) => [outcome, own.map(({ value }) => value)])).toEqual([
      ['Drugs', [32, 87, -33]],
      ['Missing', [253]],
    ]);
  });

  it('have a change worked out from the counts, where both are there', () => {
    expect(changeFrom(503, 253)).toBeCloseTo(-49.7, 1);
    expect(changeFrom(0, 253)).toBeNull();
    expect(changeFrom(null, 253)).toBeNull();
  });
});
