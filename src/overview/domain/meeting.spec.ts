import { day } from '../../kernel/calendar-day.js';
import { nextAfter, slipOf } from './meeting.js';

const said = { words: null, byRef: 'AC-1', byName: 'A', at: '2027-03-12T10:42:00.000Z', answer: 'On track' };
const rows = (...saved: readonly string[]) =>
  ['MS-1', 'MS-2', 'MS-3'].map((ref) => ({ ref, here: saved.includes(ref) ? said : null }));

describe('where a meeting goes on', () => {
  it.each([
    ['to the next action', [], 'MS-1', 'MS-2'],
    ['past one that somebody has answered', ['MS-2'], 'MS-1', 'MS-3'],
    ['back to one that was passed over', ['MS-2', 'MS-3'], 'MS-3', 'MS-1'],
    ['nowhere when none is left', ['MS-1', 'MS-2', 'MS-3'], 'MS-2', null],
    ['nowhere from the only one left', ['MS-1', 'MS-2'], 'MS-3', null],
    ['to the first after one that is not on the list', ['MS-1'], 'MS-9', 'MS-2'],
  ] as const)('%s', (_, saved, from, to) => {
    expect(nextAfter(rows(...saved), from)).toBe(to);
  });
});

it.each([
  ['2027-03-01', '2027-03-01', 0],
  ['2027-03-01', '2027-06-01', 92],
  ['2027-03-01', '2027-02-01', -28],
])('a date from %s to %s has slipped by %i days', (first, current, days) => {
  expect(slipOf({ firstDue: day(first), currentDue: day(current) })).toBe(days);
});
