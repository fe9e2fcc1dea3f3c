import { lineageFrom } from '../../organisations/domain/lineage.js';
import type { FrameworkRules } from '../../inspections/domain/framework.js';
import type { JudgedInspection } from '../../inspections/domain/judgement.js';
import { period } from '../../kernel/period.js';
import { publishingEffects } from './publishing-effects.js';

const rules: FrameworkRules = {
  key: 'f',
  formalFailure: [{ area: 'overall', grades: ['inadequate'] }],
  seriousFindings: [{ area: 'care', grades: ['inadequate'] }],
  areas: [
    { key: 'overall', isOverall: true },
    { key: 'care', isOverall: false },
  ],
};
const gradeOf = (key: string) => ({
  scale: 's',
  key,
  band: key === 'inadequate' ? ('failing' as const) : key === 'good' ? ('meeting' as const) : ('below' as const),
  altBand: null,
  isFailing: key === 'inadequate',
});
const judged = (id: string, on: string, overall: string, care = overall): JudgedInspection => ({
  id,
  organisationId: 'body',
  area: 'children',
  unit: null,
  judgedOn: period(on),
  dateInferred: false,
  frameworkInferred: false,
  rules,
  type: 'full',
  judgements: [
    { area: 'overall', unit: null, isOverall: true, grade: gradeOf(overall), absence: null },
    { area: 'care', unit: null, isOverall: false, grade: gradeOf(care), absence: null },
  ],
  categories: [],
});

const effects = (held: readonly JudgedInspection[], published: JudgedInspection) =>
  publishingEffects(held, published, { watchMonths: 84, lineage: lineageFrom([]) });
const first = { triggerInspectionId: 'a', area: 'children', unit: null };

describe('publishing an inspection', () => {
  it('opens an episode with a failing judgement', () => {
    expect(effects([], judged('new', '2026-11-23', 'inadequate'))).toEqual([
      { kind: 'opens', area: 'children', unit: null, relapseOf: null },
    ]);
  });

  it('opens a relapse within seven years of the end of the last one, and none after', () => {
    const held = [judged('a', '2016-01-01', 'inadequate'), judged('b', '2020-01-01', 'good')];
    expect(effects(held, judged('new', '2026-11-23', 'inadequate'))).toEqual([
      { kind: 'opens', area: 'children', unit: null, relapseOf: first },
    ]);
    expect(effects(held, judged('new', '2027-02-01', 'inadequate'))).toMatchObject([
      { kind: 'opens', relapseOf: null },
    ]);
  });

  it('ends an open episode, and says when it is good as well', () => {
    const held = [judged('a', '2024-01-01', 'inadequate')];
    expect(effects(held, judged('new', '2026-11-23', 'requires_improvement'))).toEqual([{ kind: 'ends', of: first }]);
    expect(effects(held, judged('new', '2026-11-23', 'good'))).toEqual([
      { kind: 'ends', of: first },
      { kind: 'good', of: first },
    ]);
  });

  it('prolongs an open episode with another failing judgement', () => {
    expect(effects([judged('a', '2024-01-01', 'inadequate')], judged('new', '2026-11-23', 'inadequate'))).toEqual([
      { kind: 'prolongs', of: first },
    ]);
  });

  it('moves the beginning of an episode when it lies before it', () => {
    expect(effects([judged('a', '2024-01-01', 'inadequate')], judged('new', '2023-01-01', 'inadequate'))).toEqual([
      { kind: 'takes-over', of: first },
    ]);
  });

  it('moves the end of an episode when it is failing in between', () => {
    const held = [judged('a', '2020-01-01', 'inadequate'), judged('b', '2024-01-01', 'good')];
    expect(effects(held, judged('new', '2022-01-01', 'requires_improvement'))).toEqual([{ kind: 'ends', of: first }]);
  });

  it('does nothing with a judgement that neither fails nor follows a failure', () => {
    expect(effects([], judged('new', '2026-11-23', 'good'))).toEqual([]);
  });

  it('counts what is published already only once', () => {
    const again = judged('a', '2024-01-01', 'inadequate');
    expect(effects([again], again)).toEqual([{ kind: 'opens', area: 'children', unit: null, relapseOf: null }]);
  });
});
