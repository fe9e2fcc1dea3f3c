import { period } from '../../kernel/period.js';
import { frameworkFamily } from './framework-family.js';
import { type KnownInspection, sameInspection } from './same-inspection.js';

const known = (
  framework: string | null,
  published: string | null,
  more: Partial<KnownInspection> = {},
): KnownInspection => ({
  framework,
  frameworkInferred: false,
  publishedOn: published === null ? null : period(published),
  ...more,
});

describe('two records of one inspection', () => {
  it.each([
    ['on the same day', known('ofsted_ilacs_2018', '2019-05-08'), known('ofsted_ilacs_2018', '2019-05-08'), true],
    ['one known to the year', known('ofsted_cp_2012', '2013'), known('ofsted_cp_2012', '2013-03-04'), true],
    ['one known to the quarter', known('ofsted_cp_2012', '2013-03'), known('ofsted_cp_2012', '2013-Q1'), true],
    [
      'in two versions of a framework',
      known('ofsted_ilacs_2023', '2023-05'),
      known('ofsted_ilacs_2018', '2023-05-11'),
      true,
    ],
    ['one without a framework', known(null, '2011'), known('ofsted_sif_2013', '2011-06-01'), true],
    [
      'one with an inferred framework',
      known('ofsted_slac_2009', '2012-11-16', { frameworkInferred: true }),
      known('ofsted_cp_2012', '2012-11-16'),
      true,
    ],
    ['of different frameworks', known('ofsted_csa_2009', '2010-12'), known('ofsted_slac_2009', '2010-12-17'), false],
    ['on different days', known('ofsted_ilacs_2018', '2019-05-08'), known('ofsted_ilacs_2018', '2019-05-09'), false],
    ['in different months', known('ofsted_ilacs_2018', '2019-04'), known('ofsted_ilacs_2018', '2019-05-08'), false],
    ['one without any date', known('ofsted_ilacs_2018', null), known('ofsted_ilacs_2018', '2019-05-08'), false],
    [
      'known by their last days',
      known('ofsted_s5_2009', null, { endedOn: period('2010-11-18') }),
      known('ofsted_s5_2009', '2010-12-10', { endedOn: period('2010-11') }),
      true,
    ],
  ])('%s', (_, a, b, same) => {
    expect(sameInspection(a, b)).toBe(same);
    expect(sameInspection(b, a)).toBe(same);
  });
});

describe('the family of a framework', () => {
  it.each([
    ['ofsted_ilacs_2023', 'ofsted_ilacs'],
    ['ofsted_s5_2012a', 'ofsted_s5'],
    ['best_value', 'best_value'],
  ])('of %s is %s', (key, family) => expect(frameworkFamily(key)).toBe(family));
});
