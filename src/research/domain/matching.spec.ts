import { aRecoveryCase, aSeries, dated } from '../../../test/builders/a-compared-case.js';
import { candidatesFor, exclusions, type Matchable, matchables, matchDistance } from './matching.js';
import type { RecoveryCase } from './recovery-case.js';

const matchable = (ref: string, over: Partial<RecoveryCase> = {}, more: Partial<Matchable> = {}): Matchable => ({
  of: aRecoveryCase(ref, over),
  band: 'failing',
  size: 1_000,
  ...more,
});
const self = matchable('EP-1');
const parts = (over: Partial<RecoveryCase>, more: Partial<Matchable> = {}) =>
  matchDistance(self, matchable('EP-2', over, more))?.parts;

describe('the distance between two cases', () => {
  it('is nothing between two that began alike', () => {
    expect(matchDistance(self, matchable('EP-2'))).toMatchObject({ distance: 0, compared: 6 });
  });

  it.each<[string, Partial<RecoveryCase>, Partial<Matchable>, object]>([
    ['another kind', { kind: 'combined_authority' }, {}, { kind: 1 }],
    ['another region', { region: 'south_east' }, {}, { region: 1 }],
    ['no region on the record', { region: null }, {}, { region: null }],
    ['another framework on the same scale', { framework: aSeries('new') }, {}, { framework: 0.5 }],
    ['another scale', { framework: aSeries('new', { scale: 'three' }) }, {}, { framework: 1 }],
    ['another inspectorate', { framework: aSeries('new', { inspectorate: 'CQC' }) }, {}, { framework: 1 }],
    ['no framework', { framework: null }, {}, { framework: null }],
    ['a band one step away', {}, { band: 'below' }, { band: 1 / 3 }],
    ['no band', {}, { band: null }, { band: null }],
    ['half the size', {}, { size: 500 }, { size: 0.5 }],
    ['twice the size', {}, { size: 2_000 }, { size: 0.5 }],
    ['four times the size, and more', {}, { size: 9_000 }, { size: 1 }],
    ['no size', {}, { size: null }, { size: null }],
  ])('by %s', (_name, over, more, expected) => {
    expect(parts(over, more)).toMatchObject(expected);
  });

  it('grows with the years between', () => {
    expect(parts({ triggered: dated('2020-01-01') })?.period).toBeCloseTo(0.5, 3);
  });

  it('is the mean of what both have on the record (Gower 1971), worked out by hand', () => {
    // Kind 0, region 1, framework 0.5, five years 0.49993, band unknown, half the size 0.5: 2.49993 / 5.
    const match = matchDistance(
      self,
      matchable(
        'EP-2',
        { region: 'south_east', framework: aSeries('new'), triggered: dated('2020-01-01') },
        { band: null, size: 500 },
      ),
    );
    expect(match?.compared).toBe(5);
    expect(match?.distance).toBeCloseTo(2.5 / 5, 3);
  });

  it('is the same from either side', () => {
    const other = matchable('EP-2', { region: 'south_east', triggered: dated('2019-01-01') }, { size: 300 });
    expect(matchDistance(self, other)).toEqual(matchDistance(other, self));
  });

  it('is none of fewer than three inputs', () => {
    const bare = matchable('EP-2', { region: null, framework: null }, { band: null, size: null });
    expect(matchDistance(self, bare)).toBeNull();
  });

  it('does not look at how a case went', () => {
    const went = matchable('EP-2', {
      notFailing: dated('2016-01-01'),
      good: dated('2017-01-01'),
      failedAgain: dated('2018-01-01'),
      stopped: { ...dated('2019-01-01'), as: 'merged' },
      level: 5,
      hadEarlyPeers: true,
      hadStructuralChange: true,
    });
    expect(matchDistance(self, went)).toEqual(matchDistance(self, matchable('EP-2')));
  });
});

describe('candidates', () => {
  it('come nearest first, and those that are excluded after them, each with why', () => {
    const found = candidatesFor(self, [
      self,
      matchable('EP-9', { region: 'south_east' }),
      matchable('EP-8'),
      matchable('EP-2', { organisationId: 'body-EP-1' }),
      matchable('EP-3', { area: 'finance' }),
      matchable('EP-4', { sector: 'nhs' }),
      matchable('EP-5', { triggered: dated('2026-01-01') }),
      matchable('EP-6', { region: null, framework: null }, { band: null, size: null }),
      matchable('EP-7', { relapseOfId: 'id-EP-1' }),
    ]);
    expect(found.map(({ of, excluded }) => [of.ref, excluded])).toEqual([
      ['EP-4', null],
      ['EP-8', null],
      ['EP-9', null],
      ['EP-2', 'same-body'],
      ['EP-3', 'other-area'],
      ['EP-5', 'other-time'],
      ['EP-6', 'too-little-known'],
      ['EP-7', 'same-body'],
    ]);
    expect(Object.keys(exclusions)).toHaveLength(4);
  });

  it('have the band of their trigger and the count of staff nearest to it, within three years', () => {
    const [one, other] = matchables(
      [aRecoveryCase('EP-1'), aRecoveryCase('EP-2')],
      [
        { episodeId: 'id-EP-1', band: 'failing' },
        { episodeId: 'id-EP-2', band: 'none' },
      ],
      [
        { organisationId: 'body-EP-1', value: 10, countedOn: '2013' },
        { organisationId: 'body-EP-1', value: 20, countedOn: '2015-03-31' },
        { organisationId: 'body-EP-1', value: 30, countedOn: '2016-03-31' },
        { organisationId: 'body-EP-2', value: 40, countedOn: '2019-03-31' },
      ],
    );
    expect([one?.band, one?.size, other?.band, other?.size]).toEqual(['failing', 20, null, null]);
  });
});
