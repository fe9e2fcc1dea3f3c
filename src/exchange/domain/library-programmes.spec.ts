import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePeriod, periodEnd } from '../../kernel/period.js';
import { adoptionBases, adoptionStages, addStage } from '../../programmes/domain/adoption.js';
import { byOutcome, claimFigures, claimKinds, comparisons, showClaim } from '../../programmes/domain/claim.js';
import { elementKinds, programmeStatuses, siteKinds, weaknessStatuses } from '../../programmes/domain/programme.js';
import type { ProgrammesFile } from './library-programmes.js';

const file = JSON.parse(
  readFileSync(join(process.cwd(), 'src/exchange/library/programmes.json'), 'utf8'),
) as ProgrammesFile;

const keysOf = (records: readonly { readonly key: string }[]): string[] => records.map(({ key }) => key);
const codesOf = (codes: object): (string | null)[] => [...Object.keys(codes), null];

describe('No Wrong Door in the library', () => {
  it('keeps every number that its sources give, each as a claim by itself', () => {
    const numbers = byOutcome(file.outcomeClaims).map(({ outcome, claims }) => [
      outcome,
      claims.map(({ value, baseline }) => (baseline === null ? value : [baseline, value])),
    ]);
    expect(Object.fromEntries(numbers)).toEqual({
      'Young people supported': [355, 350],
      'Staying out of care': [86],
      'Going missing': [[503, 253], -68],
      'Arrests and crime': [-38, -40],
      'Drug and alcohol use': [32, 87, -33],
      'Education, employment and training': [25],
      'Hospital admissions in a crisis': [-92],
      'Residential placements': [-50],
      'Children in care': [-18],
      'Money saved': [2, 2],
      'Placements outside the county': [null],
      'Whom young people turn to': [50],
      'Councils that took part in the wider programme': [20, 18],
    });
  });

  it('says of 87%, 32% and 33% that none is the other, two and two', () => {
    const drugs = file.outcomeClaims.filter(({ outcome }) => outcome === 'Drug and alcohol use');
    const pairs = file.claimConflicts.filter(({ claim }) => keysOf(drugs).includes(claim));
    expect(pairs).toHaveLength(3);
    expect(new Set(drugs.map(({ population }) => population)).size).toBe(3);
  });

  it('tells the forecast of 2014 from what was said to be saved in 2019', () => {
    const saved = file.outcomeClaims.filter(({ outcome }) => outcome === 'Money saved');
    expect(saved.map(({ kind, on }) => [kind, on])).toEqual([
      [null, '2019-10-03'],
      ['forecast', '2014'],
    ]);
  });

  it('holds the places that took it up, the money and the weaknesses', () => {
    const count = (kind: string) => file.programmeElements.filter((element) => element.kind === kind).length;
    expect([count('principle'), count('weakness'), count('evaluation'), count('site')]).toEqual([6, 5, 5, 2]);
    expect(file.funding.map(({ amount }) => amount)).toEqual([2_100_000, 4_000_000, 84_000_000]);
    expect(file.adoptions.map(({ body }) => body)).toEqual([
      'North Yorkshire Council',
      'Middlesbrough Council',
      'Redcar and Cleveland Borough Council',
      'Norfolk County Council',
      'Warrington Borough Council',
      'Leicester City Council',
      'Rochdale Borough Council',
      'Salford City Council',
      'Trafford Council',
      'Wigan Council',
      'Manchester City Council',
      'Stockport Council',
    ]);
  });

  it('refers only to what is there', () => {
    const programmes = keysOf(file.programmes);
    const claims = keysOf(file.outcomeClaims);
    const adoptions = keysOf(file.adoptions);
    const facts = [...file.programmeElements, ...file.funding, ...file.adoptions, ...file.outcomeClaims];
    expect(facts.filter(({ programme }) => !programmes.includes(programme))).toEqual([]);
    expect(file.adoptionStages.filter(({ adoption }) => !adoptions.includes(adoption))).toEqual([]);
    expect(
      file.claimConflicts.filter(({ claim, against }) => !claims.includes(claim) || !claims.includes(against)),
    ).toEqual([]);
  });

  it('uses only codes that the vocabulary knows', () => {
    for (const { status } of file.programmes) expect(codesOf(programmeStatuses)).toContain(status);
    for (const { kind, code } of file.programmeElements) {
      expect(codesOf(elementKinds)).toContain(kind);
      expect(kind === 'site' ? codesOf(siteKinds) : kind === 'weakness' ? codesOf(weaknessStatuses) : [null]).toContain(
        code,
      );
    }
    for (const { basis } of file.adoptions) expect(codesOf(adoptionBases)).toContain(basis);
    for (const { stage } of file.adoptionStages) expect(Object.keys(adoptionStages)).toContain(stage);
    for (const { figure, comparison, kind } of file.outcomeClaims) {
      expect(Object.keys(claimFigures)).toContain(figure);
      expect(codesOf(comparisons)).toContain(comparison);
      expect(codesOf(claimKinds)).toContain(kind);
    }
  });

  it('takes each place through stages that may follow each other', () => {
    for (const { key } of file.adoptions) {
      const stages = file.adoptionStages.filter(({ adoption }) => adoption === key);
      const taken = stages.map(({ stage, on, reason }) => ({
        stage,
        on: on === null ? null : parsePeriod(on),
        reason,
      }));
      expect(taken.length).toBeGreaterThan(0);
      for (const [index, stage] of taken.entries())
        expect([key, addStage(taken.slice(0, index), stage).ok]).toEqual([key, true]);
    }
  });

  it('gives dates that can be read, and never an end before its beginning', () => {
    const dates = [...file.programmeElements, ...file.adoptionStages, ...file.outcomeClaims].map(({ on }) => on);
    expect(dates.filter((on) => on !== null && parsePeriod(on) === null)).toEqual([]);
    const backwards = file.funding.filter(({ start, end }) => {
      const [from, to] = [start && parsePeriod(start), end && parsePeriod(end)];
      return from && to && periodEnd(to) < from.start;
    });
    expect(backwards).toEqual([]);
  });

  it('withholds nothing that a source published of more than four people', () => {
    expect(file.outcomeClaims.filter((claim) => showClaim(claim, 'public').isWithheld)).toEqual([]);
  });
});
