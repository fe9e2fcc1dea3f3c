import { day } from '../../kernel/calendar-day.js';
import { checkInvitation, invitationOn } from './guest.js';

const today = day('2026-11-23');

it.each([
  ['2026-11-23', '2026-11-23', null],
  ['2026-11-23', '2028-11-23', null],
  ['2026-11-23', '2028-11-24', 'too-long'],
  ['2026-12-01', '2026-11-30', 'ends-first'],
  ['2026-10-01', '2026-11-22', 'is-over'],
  ['2026-10-01', '2026-11-23', null],
] as const)('an invitation from %s to %s is refused: %s', (from, to, refusal) => {
  const checked = checkInvitation({ fromOn: day(from), toOn: day(to) }, today);
  expect(checked.ok ? null : checked.error).toBe(refusal);
});

it.each([
  [null, null, null, 'holds'],
  ['2026-11-23', '2026-11-23', null, 'holds'],
  ['2026-11-24', '2027-11-23', null, 'to-come'],
  ['2025-11-24', '2026-11-22', null, 'over'],
  ['2025-11-24', '2027-11-22', '2026-11-20T10:00:00.000Z', 'over'],
] as const)('from %s to %s, ended %s: it %s', (from, to, endedAt, standing) => {
  const [fromOn, toOn] = [from && day(from), to && day(to)];
  expect(invitationOn({ fromOn, toOn, endedAt }, today)).toBe(standing);
});
