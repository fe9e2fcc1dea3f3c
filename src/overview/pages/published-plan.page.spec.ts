import { day } from '../../kernel/calendar-day.js';
import type { FrozenMilestone, FrozenPlan } from '../../plans/domain/frozen-plan.js';
import {
  changesSection,
  publishedCsvColumns,
  publishedRows,
  publishedSections,
  publishedSentence,
} from './published-plan.page.js';

const milestone = (ref: string, more: Partial<FrozenMilestone> = {}): FrozenMilestone => ({
  id: ref,
  ref,
  theirRef: null,
  priority: 1,
  title: `What ${ref} does`,
  doneMeans: 'It is there and in use',
  ownerPost: 'Director',
  deputyPost: null,
  lever: 'practice',
  horizon: 'improve',
  weight: 'medium',
  firstDue: day('2027-01-29'),
  dueOn: day('2027-01-29'),
  state: 'in_progress',
  ...more,
});
const plan = (milestones: readonly FrozenMilestone[]): FrozenPlan => ({
  title: 'Getting to good',
  priorities: [
    { number: 1, title: 'Front door', outcome: 'Children are seen in time.', leadPost: 'Director', sponsor: null },
  ],
  milestones,
});
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it.each<[string, readonly FrozenMilestone[], string]>([
  ['none moved', [milestone('MS-0001')], '1 milestone under 1 priority. Each has the date that it was first given.'],
  [
    'some later, one earlier, one cancelled',
    [
      milestone('MS-0001', { dueOn: day('2027-02-26') }),
      milestone('MS-0002', { dueOn: day('2027-01-04') }),
      milestone('MS-0003'),
      milestone('MS-0004', { state: 'cancelled', dueOn: day('2027-05-01') }),
    ],
    '4 milestones under 1 priority. Of 3 that are to be done, 1 have the date that they were first given, 1 a later one, 1 an earlier one. 1 milestone cancelled.',
  ],
])('the sentence of a plan of which %s', (_what, milestones, said) => {
  expect(plain(publishedSentence(plan(milestones)))).toBe(said);
});

it('takes the date of the version for the first one where none was fixed before it', () => {
  const [section] = publishedSections('pl-0001', plan([milestone('MS-0001', { firstDue: null })]));
  expect(section?.intro).toBe('What will be different: Children are seen in time. Lead: Director.');
  expect(section?.table?.rows[0]?.cells.map(({ text }) => plain(String(text)))).toEqual([
    'What MS-0001 does',
    'Director',
    '29 January 2027',
    '29 January 2027',
    'None',
    'In progress',
  ]);
});

it('says what changed of the version that everybody could read before', () => {
  const before = plan([milestone('MS-0001'), milestone('MS-0002'), milestone('MS-0003')]);
  const after = plan([
    milestone('MS-0001', { dueOn: day('2027-02-26') }),
    milestone('MS-0002', { ownerPost: 'Head of the front door' }),
    milestone('MS-0004'),
  ]);
  const section = changesSection('pl-0001', { before, after, number: 1 });
  expect(section.table?.rows.map(({ cells }) => cells.map(({ text }) => plain(String(text))))).toEqual([
    ['What MS-0004 does', 'Added', 'Due 29 January 2027'],
    ['What MS-0003 does', 'Taken out', 'No longer to be done'],
    ['What MS-0001 does', 'Another date', '26 February 2027, before 29 January 2027'],
    ['What MS-0002 does', 'Owner', 'Head of the front door; before: Director'],
  ]);
  expect(changesSection('pl-0001', { before, after: before, number: 1 })).toMatchObject({
    intro: 'Nothing changed.',
    table: null,
  });
});

it('is taken as a table in words, dates as they are kept', () => {
  const of = { ref: 'PL-0001', number: 2, agreedOn: day('2026-11-23') };
  const [row] = publishedRows(plan([milestone('MS-0001', { dueOn: day('2027-02-26') })]), of);
  if (!row) throw new Error('There is no row');
  expect(Object.fromEntries(publishedCsvColumns.map(({ header, value }) => [header, value(row)]))).toMatchObject({
    Plan: 'PL-0001',
    Version: 2,
    'Agreed on': '2026-11-23',
    Priority: '1 Front door',
    'Kind of change': 'Practice',
    'First date': '2027-01-29',
    'Date in this version': '2027-02-26',
    'Slip in days': 28,
  });
});
