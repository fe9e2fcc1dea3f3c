import type { CalendarDay } from '../../kernel/calendar-day.js';

/**
 * Where a meeting may go (record B4). Issued goes back to collecting only when two people unlock the pack; minutes go
 * back from drafted to held while nobody has agreed them.
 */
const moves = {
  scheduled: ['collecting'],
  collecting: ['issued', 'scheduled'],
  issued: ['held', 'collecting'],
  held: ['minutes_drafted'],
  minutes_drafted: ['minutes_agreed', 'held'],
  minutes_agreed: ['published'],
  published: [],
} as const satisfies Record<string, readonly string[]>;

export type ReviewState = keyof typeof moves;

export const reviewStates: Readonly<Record<ReviewState, string>> = {
  scheduled: 'Scheduled',
  collecting: 'Collecting',
  issued: 'Issued',
  held: 'Held',
  minutes_drafted: 'Minutes drafted',
  minutes_agreed: 'Minutes agreed',
  published: 'Published',
};

export const reviewStateKeys = Object.keys(moves) as readonly ReviewState[];
export const isReviewState = (text: unknown): text is ReviewState =>
  typeof text === 'string' && Object.hasOwn(moves, text);

export const mayMoveReview = (from: ReviewState, to: ReviewState): boolean =>
  (moves[from] as readonly ReviewState[]).includes(to);

/** Whether the meeting has got at least so far. */
export const hasReached = (state: ReviewState, milestone: ReviewState): boolean =>
  reviewStateKeys.indexOf(state) >= reviewStateKeys.indexOf(milestone);

/** The agenda is open until the pack is issued; after that an item may only be added, and is marked as late. */
export const isAgendaOpen = (state: ReviewState): boolean => state === 'scheduled' || state === 'collecting';

/** What happened in the room is written down from the issue of the pack until the minutes are agreed. */
export const isRoomOpen = (state: ReviewState): boolean =>
  state === 'issued' || state === 'held' || state === 'minutes_drafted';

export type HoldRefusal = 'not-issued' | 'not-yet' | 'attendance-missing' | 'no-members';

/** Why a meeting cannot be noted as held; null where it can. */
export function whyNotHeld(
  review: { readonly state: ReviewState; readonly heldOn: CalendarDay },
  { members, taken, today }: { readonly members: number; readonly taken: number; readonly today: CalendarDay },
): HoldRefusal | null {
  if (review.state !== 'issued') return 'not-issued';
  if (review.heldOn > today) return 'not-yet';
  if (members === 0) return 'no-members';
  return taken < members ? 'attendance-missing' : null;
}

export type FreezeRefusal = 'frozen-already' | 'not-collecting' | 'agenda-empty';

/**
 * Why the pack of a meeting cannot be frozen now; null where it can. `unlocked`: two people have agreed to correct what
 * was issued, so that there may be another edition, also after the meeting.
 */
export function whyNotFrozen(
  state: ReviewState,
  { agendaItems, unlocked }: { readonly agendaItems: number; readonly unlocked: boolean },
): FreezeRefusal | null {
  if (state === 'scheduled') return 'not-collecting';
  if (state !== 'collecting' && !unlocked) return 'frozen-already';
  return agendaItems === 0 ? 'agenda-empty' : null;
}
