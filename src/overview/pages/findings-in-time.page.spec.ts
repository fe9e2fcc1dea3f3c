import { aBody, aDossier, anInspection } from '../../../test/builders/a-dossier.js';
import { day } from '../../kernel/calendar-day.js';
import { period } from '../../kernel/period.js';
import type { TiedAction } from '../../lessons/domain/findings-in-time.js';
import type { FindingFact } from '../domain/dossier.js';
import { type FindingsInTimeInput, findingsInTimePage } from './findings-in-time.page.js';

const finding = (id: string, more: Partial<FindingFact> = {}): FindingFact => ({
  id,
  areaKey: 'leaders',
  text: `Finding ${id}`,
  kind: 'recommendation',
  cause: 'practice',
  status: 'open',
  dueOn: null,
  ...more,
});

const inspections = [
  anInspection('2019', '2019-05-08', 'inadequate', {
    findings: [finding('a'), finding('b', { areaKey: 'overall' }), finding('praise', { kind: 'strength' })],
  }),
  anInspection('2023', '2023-05-11', 'requires_improvement', {
    findings: [finding('c'), finding('d', { cause: null })],
  }),
];

const input = (more: Partial<FindingsInTimeInput> = {}): FindingsInTimeInput => ({
  dossier: aDossier({ self: aBody('council'), inspections }),
  citations: new Map(),
  today: day('2026-11-23'),
  known: { ok: true, value: null },
  tied: null,
  views: [],
  inspectors: [],
  ...more,
});
const partsOf = (more: Partial<FindingsInTimeInput> = {}) => findingsInTimePage(input(more)).parts;
const cells = (part: ReturnType<typeof partsOf>[number] | undefined) =>
  part?.table?.rows.map((row) => row.cells.map(({ text }) => text?.replaceAll('\u00a0', ' ')));

const tied = (findingId: string, writtenOn: string): TiedAction => ({
  findingId,
  planRef: 'PL-0001',
  ref: 'MS-0001',
  title: 'Supervise weekly',
  writtenOn: day(writtenOn),
});

describe('what was found again', () => {
  it('is told with its number, and the findings beside each other', () => {
    const [again] = partsOf();
    expect(again?.finding).toBe(
      '1 of 3 findings have the same area and the same cause as one of an earlier inspection. 1 more finding has no date, area or cause on the record and cannot be compared.',
    );
    expect(cells(again)).toEqual([
      ['Leaders: practice', 'Finding a', '8 May 2019'],
      ['Leaders: practice', 'Finding c', '11 May 2023'],
    ]);
  });

  it('says so where nothing can be compared', () => {
    const [again] = partsOf({ dossier: aDossier({ self: aBody('council'), inspections: [] }) });
    expect(again).toMatchObject({ table: null, finding: expect.stringContaining('none can be compared') });
  });
});

describe('what was not on its own list', () => {
  it('is for those who may read the plan', () => {
    expect(partsOf()[1]).toMatchObject({
      table: null,
      finding: expect.stringContaining('for the organisation and its board'),
    });
  });

  it('is told of what people tied, and of how much it cannot be said', () => {
    const [, surprises] = partsOf({ tied: [tied('a', '2019-04-01'), tied('c', '2023-06-01')] });
    expect(surprises?.finding).toBe(
      '1 of 2 findings were not on the organisation’s own list before inspectors published. Of 2 more findings it cannot be said.',
    );
    expect(cells(surprises)).toEqual([
      ['Finding a', '8 May 2019', 'MS-0001 Supervise weekly', 'On its list before'],
      ['Finding c', '11 May 2023', 'MS-0001 Supervise weekly', 'A surprise'],
    ]);
  });

  it('claims nothing where nobody tied anything', () => {
    expect(partsOf({ tied: [] })[1]).toMatchObject({
      table: null,
      finding:
        'No finding is tied to an action of the plan yet, so of none it can be said whether it was a surprise. Of 4 more findings it cannot be said.',
    });
  });
});

describe('its view and theirs', () => {
  const graded = { frameworkKey: 'ofsted_ilacs_2023', areaKey: 'leaders', scaleId: 'four' };
  const view = {
    ...graded,
    kind: 'self' as const,
    ref: 'SA-0001',
    frameworkTitle: 'Children',
    areaLabel: 'Leaders',
    label: 'Good',
    ordinal: 3,
    from: period('2023-01'),
    to: period('2023-03'),
    on: day('2023-04-01'),
    narrative: '',
    isForBoard: false,
  };
  const theirs = {
    ...graded,
    frameworkKey: 'ofsted_ilacs_2018',
    ref: 'IN-2023',
    label: 'Requires improvement',
    ordinal: 2,
    judgedOn: period('2023-05-11'),
    knownOn: period('2023-05-11'),
  };

  it('is the mean over areas, whatever the version of the framework', () => {
    const [, , views] = partsOf({ views: [view], inspectors: [theirs] });
    expect(views?.finding).toBe(
      'On average the organisation rated itself 1 step higher than inspectors did, over 1 area.',
    );
    expect(cells(views)).toEqual([['Leaders', 'Good', 'Requires improvement', '1 step higher']]);
  });

  it('compares no grades of two scales, and leaves out what the board holds', () => {
    const none = 'No area was judged by the organisation and by inspectors at about the same time, on the same scale.';
    expect(partsOf({ views: [view], inspectors: [{ ...theirs, scaleId: 'another' }] })[2]?.finding).toBe(none);
    expect(partsOf({ views: [{ ...view, kind: 'board' }], inspectors: [theirs] })[2]?.finding).toBe(none);
  });
});
