import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Presence, Term } from './board.js';
import { isServing } from './board.js';

export type AttendedMeeting = { readonly id: string; readonly heldOn: CalendarDay };
type Taken = { readonly reviewId: string; readonly memberId: string; readonly presence: Presence };

/** How many of the held meetings within their term somebody attended, or sent a substitute to. */
export type AttendanceRecord = { readonly meetings: number; readonly present: number; readonly substitutes: number };

export function attendanceRecord(
  member: Term & { readonly id: string },
  held: readonly AttendedMeeting[],
  taken: readonly Taken[],
): AttendanceRecord {
  const meetings = held.filter(({ heldOn }) => isServing(member, heldOn));
  const ids = new Set(meetings.map(({ id }) => id));
  const own = taken.filter(({ reviewId, memberId }) => memberId === member.id && ids.has(reviewId));
  return {
    meetings: meetings.length,
    present: own.filter(({ presence }) => presence === 'present').length,
    substitutes: own.filter(({ presence }) => presence === 'substitute').length,
  };
}
