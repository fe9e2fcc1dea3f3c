import { day } from '../../kernel/calendar-day.js';
import { mayMoveReview, reviewStateKeys, whyNotFrozen, whyNotHeld } from './review-state.js';

describe('a meeting', () => {
  const allowed = new Set([
    'scheduled>collecting',
    'collecting>issued',
    'collecting>scheduled',
    'issued>held',
    'issued>collecting',
    'held>minutes_drafted',
    'minutes_drafted>minutes_agreed',
    'minutes_drafted>held',
    'minutes_agreed>published',
  ]);
  const all = reviewStateKeys.flatMap((from) => reviewStateKeys.map((to) => [from, to] as const));

  it.each(all)('from %s to %s, as B4 has it', (from, to) => {
    expect(mayMoveReview(from, to)).toBe(allowed.has(`${from}>${to}`));
  });

  const issued = { state: 'issued' as const, heldOn: day('2026-11-23') };
  const facts = { members: 5, taken: 5, today: day('2026-11-23') };
  it.each([
    ['on its day, with everybody accounted for', issued, facts, null],
    ['the day after', issued, { ...facts, today: day('2026-11-24') }, null],
    ['before its day', issued, { ...facts, today: day('2026-11-22') }, 'not-yet'],
    ['with one not accounted for', issued, { ...facts, taken: 4 }, 'attendance-missing'],
    ['of a board on which nobody sits', issued, { ...facts, members: 0, taken: 0 }, 'no-members'],
    ['before its pack was issued', { ...issued, state: 'collecting' as const }, facts, 'not-issued'],
    ['twice', { ...issued, state: 'held' as const }, facts, 'not-issued'],
  ])('is held %s: %#', (_when, meeting, known, refusal) => {
    expect(whyNotHeld(meeting, known)).toBe(refusal);
  });

  it.each([
    ['scheduled', 3, false, 'not-collecting'],
    ['collecting', 3, false, null],
    ['collecting', 0, false, 'agenda-empty'],
    ['issued', 3, false, 'frozen-already'],
    ['held', 3, false, 'frozen-already'],
    ['held', 3, true, null],
  ] as const)('%s with %p items, unlocked %p: its pack is refused as %p', (state, agendaItems, unlocked, refusal) => {
    expect(whyNotFrozen(state, { agendaItems, unlocked })).toBe(refusal);
  });
});
