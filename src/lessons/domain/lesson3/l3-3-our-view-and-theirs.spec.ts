import * as fc from 'fast-check';
import { isChangedByNone, isMovedByNoDays, reader, readable } from '../../../../test/builders/signal-properties.js';
import { noLesson3Facts as nothing } from '../../../../test/builders/no-signal-facts.js';
import { day } from '../../../kernel/calendar-day.js';
import { period } from '../../../kernel/period.js';
import type { AreaGrade } from './facts.js';
import { ourViewAndTheirs as signal, pairsOf } from './l3-3-our-view-and-theirs.js';

const read = reader(signal, nothing);
const asOf = day('2026-06-01');

const grade = (area: string, ordinal: number, on: string, more: Partial<AreaGrade> = {}): AreaGrade => ({
  id: `${area} ${ordinal} ${on}`,
  ref: `SA-${area}`,
  area,
  areaLabel: area,
  scaleId: 'four grades',
  ordinal,
  on: period(on),
  ...more,
});
const areas = ['help', 'care', 'leaving', 'leaders'];
const own = (...ordinals: number[]) =>
  ordinals.map((ordinal, place) => grade(areas[place] ?? '', ordinal, '2026-01-10'));
const outside = (...ordinals: number[]) =>
  ordinals.map((ordinal, place) => grade(areas[place] ?? '', ordinal, '2026-03-10'));

describe('our view and theirs', () => {
  it('is supported where the two lie within half a step', () => {
    expect(read({ ownGrades: own(2, 2, 3, 2), outsideGrades: outside(2, 1, 2, 2) })).toMatchObject({
      result: 'supports',
      value: 0.5,
      n: 4,
      sentence: 'On average the organisation rated itself 0.5 steps higher than inspectors did, over 4 areas.',
    });
    expect(read({ ownGrades: own(2, 2, 2), outsideGrades: outside(2, 2, 2) }).sentence).toBe(
      'On average the organisation rated itself as inspectors did, over 3 areas.',
    );
  });

  it.each([
    [[3, 3, 3], [2, 2, 2], 1, 'discuss'],
    [[3, 3, 4], [2, 2, 2], 4 / 3, 'challenge'],
    [[1, 1, 1], [2, 2, 2], -1, 'discuss'],
    [[1, 2, 2], [2, 2, 2], -1 / 3, 'supports'],
  ] as const)('of %j against %j is %s: %s', (mine, theirs, value, result) => {
    const outcome = read({ ownGrades: own(...mine), outsideGrades: outside(...theirs) });
    expect(outcome.result).toBe(result);
    expect(outcome.value).toBeCloseTo(value, 12);
  });

  it('compares no two versions of a scale, no two areas and nothing that lies further apart', () => {
    const [first, ...others] = own(2, 2, 2);
    if (!first) throw new Error('No grade');
    const theirs = outside(2, 2, 2);
    const few = {
      result: 'not_enough',
      n: 2,
      missing: ['Record how the organisation judges 1 more area that inspectors judge.'],
    };
    expect(read({ ownGrades: [{ ...first, scaleId: 'another' }, ...others], outsideGrades: theirs })).toMatchObject(
      few,
    );
    expect(read({ ownGrades: [{ ...first, area: 'another' }, ...others], outsideGrades: theirs })).toMatchObject(few);
    expect(
      read({ ownGrades: [{ ...first, on: period('2025-09-07') }, ...others], outsideGrades: theirs }),
    ).toMatchObject(few);
    expect(read({ ownGrades: [{ ...first, on: period('2025-09-08') }, ...others], outsideGrades: theirs }).n).toBe(3);
  });

  it('takes the newest judgement of an area and the nearest view of it', () => {
    const pairs = pairsOf(
      [grade('help', 4, '2023-01-01'), grade('help', 3, '2026-01-01'), grade('help', 2, '2026-02-01')],
      [grade('help', 1, '2023-02-01'), grade('help', 2, '2026-03-01')],
      183,
    );
    expect(pairs).toMatchObject([{ steps: 0, own: { ordinal: 2 }, outside: { ordinal: 2 } }]);
  });

  it('says where the organisation already knew what inspectors had judged', () => {
    const late = own(2, 2, 2).map((one) => ({ ...one, on: period('2026-04-01') }));
    expect(read({ ownGrades: late, outsideGrades: outside(2, 2, 2) }).notes).toEqual([
      '3 of 3 self-assessments were made when the judgement was already known.',
    ]);
  });

  it('leaves the result open where it hangs on a date that is not exact', () => {
    const [first, ...others] = own(2, 2, 2);
    const inexact = first ? [{ ...first, on: period('2025') }, ...others] : [];
    expect(read({ ownGrades: inexact, outsideGrades: outside(2, 2, 2) }).result).toBe('not_enough');
    const quarter = first ? [{ ...first, on: period('2025-Q3') }, ...others] : [];
    const judged = outside(2, 2, 2).map((one) => ({ ...one, on: period('2026-01-20') }));
    expect(read({ ownGrades: quarter, outsideGrades: judged })).toMatchObject({
      result: 'discuss',
      sentence: expect.stringContaining('not exact enough'),
    });
  });

  it('reads what was known then, and with hindsight what came to light later', () => {
    const theirs = outside(1, 1, 1).map((fact) => ({ fact, on: fact.on, knownOn: period('2026-08-01') }));
    const ownGrades = own(3, 3, 3);
    expect(read({ ownGrades, outsideGrades: readable(theirs, { mode: 'known' }) }).result).toBe('not_enough');
    expect(read({ ownGrades, outsideGrades: readable(theirs, { mode: 'hindsight' }) }).result).toBe('challenge');
  });

  it('is changed by no view of another area or another scale', () => {
    const more = fc
      .array(fc.record({ ordinal: fc.integer({ min: 1, max: 4 }), isArea: fc.boolean() }))
      .map((grades) => ({
        ownGrades: grades.map(({ ordinal, isArea }) =>
          grade(isArea ? 'help' : 'elsewhere', ordinal, '2026-02-01', { scaleId: isArea ? 'another' : 'four grades' }),
        ),
      }));
    isChangedByNone(signal, { ...nothing, ownGrades: own(3, 3, 2), outsideGrades: outside(2, 2, 2) }, { asOf, more });
    expect.hasAssertions();
  });

  it('is not changed when every date moves by the same days', () => {
    isMovedByNoDays(signal, { ...nothing, ownGrades: own(3, 3, 2), outsideGrades: outside(2, 2, 2) }, asOf);
    expect.hasAssertions();
  });
});
