import { episodeAreas } from '../../vocabulary/domain/episode-areas.js';
import { notRatedReasons } from '../../vocabulary/domain/not-rated-reasons.js';
import { sectorOfFrameworks, sectors } from '../../vocabulary/domain/sectors.js';
import reference from '../library/frameworks.json' with { type: 'json' };
import { episodeAreaOfFramework, episodeAreaOfScale, frameworkRules, isCategoryTest } from './framework.js';

describe('the shipped frameworks', () => {
  const keys = reference.frameworks.map(({ key }) => key);

  it('are 79, and each speaks of one area of work', () => {
    expect(keys).toHaveLength(79);
    expect(Object.keys(episodeAreaOfFramework).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) expect(episodeAreas).toHaveProperty(episodeAreaOfFramework[key] ?? 'none');
  });

  it.each(reference.frameworks.map((framework) => [framework.key, framework] as const))(
    '%s tests only areas and categories that it has',
    (_, framework) => {
      const rules = frameworkRules(framework);
      const has = [...rules.areas, ...framework.categories].map(({ key }) => key);
      const tested = [...rules.formalFailure, ...rules.seriousFindings].map((test) =>
        isCategoryTest(test) ? test.category : test.area,
      );
      expect(tested.filter((key) => !has.includes(key))).toEqual([]);
    },
  );

  it('belong to sectors that the vocabulary knows', () => {
    const used = new Set(reference.frameworks.flatMap((framework) => framework.sectors));
    expect([...used].toSorted()).toEqual(Object.keys(sectorOfFrameworks).toSorted());
    for (const sector of Object.values(sectorOfFrameworks)) expect(sectors).toHaveProperty(sector);
  });

  it('give the reasons for no grade that the vocabulary knows', () => {
    expect(Object.keys(notRatedReasons)).toEqual(reference.specialOutcomes.map(({ key }) => key));
  });

  it('keep a sixth form conditional', () => {
    const rules = frameworkRules(reference.frameworks.find(({ key }) => key === 'ofsted_eif_2019') ?? never());
    expect(rules.areas.filter(({ conditional }) => conditional).map(({ key }) => key)).toEqual([
      'early_years',
      'sixth_form',
    ]);
  });
});

describe('the area of a judgement with a scale and no framework', () => {
  it('is that of the frameworks that use the scale', () => {
    expect(episodeAreaOfScale('ogai4', reference.frameworks)).toBe('children');
  });

  it('is not known when they differ, or when none uses it', () => {
    expect(episodeAreaOfScale('oria4', reference.frameworks)).toBeNull();
    expect(episodeAreaOfScale('no-such-scale', reference.frameworks)).toBeNull();
  });
});

function never(): never {
  throw new Error('The framework is gone');
}
