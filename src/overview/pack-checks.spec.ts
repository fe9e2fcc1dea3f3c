import type { MeasureSeries } from '../measures/data/measure-facts.js';
import type { ReadMilestone } from '../plans/reading-plans.service.js';
import type { AskedRow } from './data/thread.queries.js';
import { type Checked, packChecks } from './pack-checks.js';

const milestone = (ref: string, more: Partial<ReadMilestone> = {}): ReadMilestone =>
  ({
    id: ref,
    ref,
    title: `What ${ref} does`,
    ownerPost: 'Director',
    lever: 'practice',
    stateToday: 'in_progress',
    isComplete: false,
    evidenceCount: 0,
    ...more,
  }) as ReadMilestone;
const measure = (ref: string, more: Partial<MeasureSeries['row']> = {}, values = 1): MeasureSeries =>
  ({
    row: { ref, role: 'process', pairRef: null, ...more },
    values: Array.from({ length: values }, () => ({})),
  }) as unknown as MeasureSeries;
const finding = (id: string, kind: AskedRow['kind'] = 'finding'): AskedRow => ({
  id,
  kind,
  text: `What ${id} asks for, in more words than anybody would want to read in a list of checks`,
  parentRef: 'IN-0001',
  parentTitle: 'Children’s services',
});

const checks = (facts: Partial<Checked>) =>
  packChecks({ milestones: [], links: [], asked: [], measures: [], ...facts });

it('finds nothing where nothing is missing', () => {
  const links = [{ milestoneId: 'MS-0001', targetId: 'f1' }];
  const measures = [measure('ME-0001', { pairRef: 'ME-0002' }), measure('ME-0002', { role: 'outcome' })];
  expect(checks({ milestones: [milestone('MS-0001')], links, asked: [finding('f1')], measures })).toEqual([]);
});

it.each<[string, Partial<Checked>, string, readonly string[]]>([
  [
    'a finding that nobody answers',
    { asked: [finding('f1'), finding('f2')], links: [{ milestoneId: 'MS-0001', targetId: 'f2' }] },
    'Findings that no milestone answers',
    ['IN-0001 “What f1 asks for, in more words than anybody would want to r…”'],
  ],
  [
    'a direction',
    { asked: [finding('d', 'direction')] },
    'Directions that no milestone answers',
    ['IN-0001 “What d asks for, in more words than anybody would want to re…”'],
  ],
  [
    'a criterion',
    { asked: [finding('c', 'exit_criterion')] },
    'Exit criteria that no milestone answers',
    ['IN-0001 “What c asks for, in more words than anybody would want to re…”'],
  ],
  [
    'two of a name',
    {
      milestones: [milestone('MS-0001', { title: 'Train staff' }), milestone('MS-0002', { title: 'train staff' })],
      links: [
        { milestoneId: 'MS-0001', targetId: 'x' },
        { milestoneId: 'MS-0002', targetId: 'x' },
      ],
    },
    'Milestones with the same title',
    ['MS-0001', 'MS-0002'],
  ],
  [
    'complete with nothing to show it',
    {
      milestones: [
        milestone('MS-0001', { isComplete: true }),
        milestone('MS-0002', { isComplete: true, evidenceCount: 1 }),
      ],
    },
    'Complete milestones without evidence',
    ['MS-0001'],
  ],
  [
    'a measure of timeliness alone',
    {
      measures: [
        measure('ME-0001'),
        measure('ME-0002', { pairRef: 'ME-0003' }),
        measure('ME-0003'),
        measure('ME-0004', { role: 'outcome' }),
      ],
    },
    'Measures of how work is done that are read with no other',
    ['ME-0001'],
  ],
  [
    'a measure without numbers',
    { measures: [measure('ME-0001', { role: 'outcome' }, 0)] },
    'Measures without a number',
    ['ME-0001'],
  ],
])('finds %s', (_what, facts, rule, of) => {
  expect(checks(facts)).toEqual([{ rule, of }]);
});

it('asks for owner, lever and what it answers of what is still to be done', () => {
  const bare = { ownerPost: null, lever: null };
  const milestones = [milestone('MS-0001', bare), milestone('MS-0002', { ...bare, stateToday: 'cancelled' })];
  expect(checks({ milestones }).map(({ rule, of }) => [rule, of])).toEqual([
    ['Milestones without an owner', ['MS-0001']],
    ['Milestones without a lever', ['MS-0001']],
    ['Milestones that answer no finding, direction, criterion, risk or measure', ['MS-0001']],
  ]);
});
