import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import { readSeries, type ValueFact } from '../../measures/domain/series.js';
import type { Polarity } from '../../measures/domain/xmr.js';
import { type Asked, goldenThread, movedSince, type ThreadMeasure, type ThreadMilestone } from './golden-thread.js';

const values = (numbers: readonly number[]): ValueFact[] =>
  numbers.map((value, index) => ({
    id: `v${index}`,
    position: index,
    edition: 1,
    on: period(`${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`),
    value,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    status: 'final',
    flag: null,
    knownOn: null,
    verified: true,
    inferred: false,
    note: null,
  }));

const measure = (id: string, numbers: readonly number[], polarity: Polarity = 'higher'): ThreadMeasure => ({
  id,
  ref: id.toUpperCase(),
  name: `Measure ${id}`,
  series: readSeries(
    values(numbers),
    {
      policy: { kind: 'other', smallNumbers: false, threshold: 5, suppressZero: false },
      polarity,
      frequency: 'month',
      target: null,
    },
    { scope: 'board' },
  ),
});

/** Twelve months of ordinary variation: mean 50, mean range 2 (11 ranges of 2), so limits at 44.68 and 55.32. */
const steady = [49, 51, 49, 51, 49, 51, 49, 51, 49, 51, 49, 51];

describe('what a measure says since an action was complete', () => {
  it.each([
    ['chance alone', [49, 51, 49, 51], 'higher', 'not-moved', 4],
    ['one above the limit', [49, 51, 56], 'higher', 'moved', 3],
    ['one below the limit', [49, 51, 44], 'higher', 'worse', 3],
    ['one below the limit, where lower is better', [49, 51, 44], 'lower', 'moved', 3],
    ['a change, where neither is better', [49, 51, 44], 'neither', 'moved', 3],
    ['two months', [49, 51], 'higher', 'too-early', 2],
    ['nothing', [], 'higher', 'too-early', 0],
  ] as const)('%s', (_what, later, polarity, moved, since) => {
    const told = movedSince(measure('a', [...steady, ...later], polarity), day('2025-12-31'));
    expect([told.moved, told.since]).toEqual([moved, since]);
  });

  it('does not take for its doing what had moved before', () => {
    const jumped = measure('a', [...steady, 56, 49, 51, 49, 51]);
    expect(movedSince(jumped, day('2025-12-31')).moved).toBe('moved');
    expect(movedSince(jumped, day('2026-01-31')).moved).toBe('not-moved');
  });

  it('says nothing below six numbers', () => {
    expect(movedSince(measure('a', [1, 9, 1, 9, 1]), day('2024-12-31'))).toMatchObject({
      moved: 'no-limits',
      since: 5,
    });
  });
});

const milestone = (id: string, more: Partial<ThreadMilestone> = {}): ThreadMilestone => ({
  id,
  ref: `MS-${id}`,
  title: `Action ${id}`,
  isBegun: true,
  isComplete: false,
  completedOn: null,
  evidence: 1,
  links: [],
  ...more,
});
const asked = (id: string, kind: Asked['kind'] = 'finding'): Asked => ({
  id,
  kind,
  text: id,
  parent: { ref: 'IN-0001', title: 'An inspection' },
});
const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id);

describe('the golden thread', () => {
  const complete = { isComplete: true, completedOn: day('2025-12-31') };
  const thread = goldenThread({
    asked: [asked('f1'), asked('f2'), asked('d1', 'direction'), asked('e1', 'exit_criterion')],
    measures: [
      measure('up', [...steady, 56, 56, 56]),
      measure('flat', [...steady, 49, 51, 49]),
      measure('new', []),
      measure('unused', []),
    ],
    milestones: [
      milestone('1', {
        ...complete,
        links: [
          { kind: 'finding', targetId: 'f1' },
          { kind: 'measure', targetId: 'up' },
        ],
      }),
      milestone('2', {
        ...complete,
        links: [
          { kind: 'direction', targetId: 'd1' },
          { kind: 'measure', targetId: 'flat' },
        ],
      }),
      milestone('3', { ...complete, evidence: 0, links: [{ kind: 'measure', targetId: 'new' }] }),
      milestone('4', { isBegun: false, evidence: 0, links: [{ kind: 'risk', targetId: 'r1' }] }),
      milestone('5', {
        ...complete,
        links: [
          { kind: 'measure', targetId: 'flat' },
          { kind: 'measure', targetId: 'up' },
        ],
      }),
    ],
  });

  it('finds what nobody acts on', () => {
    expect([ids(thread.askedWithoutAction.broken), thread.askedWithoutAction.of]).toEqual([['f2', 'e1'], 4]);
  });

  it('finds actions that answer nothing, are not measured, or show nothing', () => {
    expect([ids(thread.actionsWithoutFinding.broken), thread.actionsWithoutFinding.of]).toEqual([['3', '4', '5'], 5]);
    expect([ids(thread.actionsWithoutMeasure.broken), thread.actionsWithoutMeasure.of]).toEqual([['4'], 5]);
    expect([ids(thread.actionsWithoutEvidence.broken), thread.actionsWithoutEvidence.of]).toEqual([['3'], 4]);
  });

  it('finds measures of the plan without a number', () => {
    expect([ids(thread.measuresWithoutNumbers.broken), thread.measuresWithoutNumbers.of]).toEqual([['new'], 3]);
  });

  it('finds complete actions whose measure has not moved, and keeps those apart of which it is too early to tell', () => {
    expect(thread.closedNotMoved.broken.map(({ milestone: { id } }) => id)).toEqual(['2']);
    expect(thread.closedNotMoved.of).toBe(3);
    expect(thread.closedMoved.map(({ milestone: { id } }) => id)).toEqual(['1', '5']);
    expect(thread.closedTooEarly.map(({ milestone: { id } }) => id)).toEqual(['3']);
  });

  it('is whole where nothing was asked and nothing is done', () => {
    const empty = goldenThread({ asked: [], measures: [], milestones: [] });
    expect([empty.askedWithoutAction, empty.closedNotMoved]).toEqual([
      { broken: [], of: 0 },
      { broken: [], of: 0 },
    ]);
  });
});
