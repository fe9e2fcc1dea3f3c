import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** The longest that an invitation may run, in months: who reads a plan is looked at anew every other year. */
export const longestInvitation = 24;

/** From the first to the last day on which somebody may read a plan; both count. */
export type InvitationDays = { readonly fromOn: CalendarDay; readonly toOn: CalendarDay };

export type InvitationRefusal = 'ends-first' | 'is-over' | 'too-long';

/** Whether these days can stand: they end, they end in time, and they have not ended already. */
export function checkInvitation(
  { fromOn, toOn }: InvitationDays,
  today: CalendarDay,
): Result<InvitationDays, InvitationRefusal> {
  if (toOn < fromOn) return refused('ends-first');
  if (toOn < today) return refused('is-over');
  return toOn > addMonths(fromOn, longestInvitation) ? refused('too-long') : ok({ fromOn, toOn });
}

type Standing = {
  readonly fromOn: CalendarDay | null;
  readonly toOn: CalendarDay | null;
  readonly endedAt: string | null;
};

/** Where an invitation stands on a day. Those made before invitations had an end run until somebody ends them. */
export function invitationOn({ fromOn, toOn, endedAt }: Standing, today: CalendarDay): 'to-come' | 'holds' | 'over' {
  if (endedAt !== null || (toOn !== null && toOn < today)) return 'over';
  return fromOn !== null && fromOn > today ? 'to-come' : 'holds';
}
