import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { gapWords, type InspectorFact, knownBy, trianglesOf, type ViewFact } from './assurance-triangle.js';

const view = (kind: ViewFact['kind'], ordinal: number, more: Partial<ViewFact> = {}): ViewFact => ({
  kind,
  ref: kind === 'self' ? 'SA-0001' : 'BV-0001',
  frameworkKey: 'ofsted_ilacs_2018',
  frameworkTitle: 'ILACS',
  areaKey: 'leaders',
  areaLabel: 'Leaders',
  from: period('2026-04'),
  to: period('2026-09'),
  on: day('2026-10-01'),
  narrative: 'Audits show it',
  isForBoard: false,
  label: `Grade ${ordinal}`,
  scaleId: 'four',
  ordinal,
  ...more,
});
const judged = (ordinal: number, on: string, more: Partial<InspectorFact> = {}): InspectorFact => ({
  ref: 'IN-0001',
  frameworkKey: 'ofsted_ilacs_2023',
  areaKey: 'leaders',
  judgedOn: period(on),
  knownOn: period(on),
  label: `Grade ${ordinal}`,
  scaleId: 'four',
  ordinal,
  ...more,
});
const first = (views: readonly ViewFact[], inspectors: readonly InspectorFact[]) => {
  const [triangle] = trianglesOf(views, inspectors);
  if (!triangle) throw new Error('There is no triangle');
  return triangle;
};

describe('the three sides', () => {
  it('are, as known on a day, what had been said by then and could be known', () => {
    const views = [view('self', 3), view('board', 2, { on: day('2026-11-02') })];
    const inspectors = [
      judged(1, '2026-08-01', { knownOn: period('2026-10') }),
      judged(2, '2026-08-02', { knownOn: null }),
    ];
    const told = (on: string) => {
      const known = knownBy(day(on), { views, inspectors });
      return [known.views.map(({ kind }) => kind), known.inspectors.map(({ ordinal }) => ordinal)];
    };
    expect(told('2026-09-30')).toEqual([[], []]);
    expect(told('2026-10-01')).toEqual([['self'], []]);
    expect(told('2026-10-31')).toEqual([['self'], [1]]);
    expect(told('2026-11-02')).toEqual([['self', 'board'], [1]]);
  });

  it('are of the same area and period, in any version of the framework', () => {
    const triangle = first(
      [view('self', 3), view('board', 2)],
      [
        judged(1, '2026-08-01'),
        judged(4, '2026-08-01', { areaKey: 'care' }),
        judged(4, '2026-08-01', { frameworkKey: 'cqc_trusts' }),
      ],
    );
    expect([triangle.self?.ordinal, triangle.board?.ordinal, triangle.inspectors?.ordinal]).toEqual([3, 2, 1]);
  });

  it.each([
    ['within the period', '2026-05-01', true],
    ['soon after it', '2027-03-01', true],
    ['long after it', '2027-05-01', false],
    ['before it', '2026-03-31', false],
  ])('have the word of inspectors from %s', (_name, on, expected) => {
    expect(first([view('self', 3)], [judged(2, on)]).inspectors !== null).toBe(expected);
  });

  it('keep what inspectors said before the period apart', () => {
    const { inspectors, inspectorsBefore } = first([view('self', 3)], [judged(1, '2024'), judged(2, '2025')]);
    expect([inspectors, inspectorsBefore?.ordinal]).toEqual([null, 2]);
  });

  it('have the newest view of each, and the newest word of inspectors', () => {
    const later = view('self', 2, { on: day('2026-11-01') });
    const triangle = first([later, view('self', 4)], [judged(1, '2026-05'), judged(3, '2026-08')]);
    expect([triangle.self?.ordinal, triangle.inspectors?.ordinal]).toEqual([2, 3]);
  });

  it('stand with the latest period first', () => {
    const old = view('self', 3, { from: period('2025-04'), to: period('2025-09') });
    expect(trianglesOf([old, view('self', 2)], []).map(({ self }) => self?.ordinal)).toEqual([2, 3]);
  });
});

describe('the gap in words', () => {
  it.each<[string, ViewFact[], InspectorFact[], string]>([
    ['all alike', [view('self', 2), view('board', 2)], [judged(2, '2026-08')], 'All three judged the same.'],
    [
      'each its own',
      [view('self', 4), view('board', 3)],
      [judged(2, '2026-08')],
      'The organisation judged two grades better than inspectors. Its board judged one grade better than inspectors.',
    ],
    [
      'harder than inspectors',
      [view('self', 1)],
      [judged(2, '2026-08')],
      'The organisation judged one grade worse than inspectors.',
    ],
    [
      'no inspectors',
      [view('self', 3), view('board', 2)],
      [],
      'The organisation judged one grade better than its board. Inspectors have not judged this period.',
    ],
    ['one alone', [view('board', 3)], [], 'Inspectors have not judged this period.'],
    [
      'another scale',
      [view('self', 3)],
      [judged(2, '2026-08', { scaleId: 'five' })],
      'The organisation and inspectors judged on different scales, which are not compared.',
    ],
    [
      'the board right',
      [view('self', 3), view('board', 2)],
      [judged(2, '2026-08')],
      'The organisation judged one grade better than inspectors. Its board judged the same as inspectors.',
    ],
  ])('%s', (_name, views, inspectors, words) => {
    expect(gapWords(first(views, inspectors))).toBe(words);
  });
});
