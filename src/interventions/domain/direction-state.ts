import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** Where a direction may go. A board that is not satisfied gives the evidence back, and the direction is open again. */
const moves = {
  open: ['evidence_submitted'],
  evidence_submitted: ['board_satisfied', 'open'],
  board_satisfied: ['closed'],
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type DirectionState = keyof typeof moves;

export const directionStates: Readonly<Record<DirectionState, string>> = {
  open: 'Open',
  evidence_submitted: 'Evidence submitted',
  board_satisfied: 'Board satisfied',
  closed: 'Closed',
};

/** What it takes to put a direction there, as it stands beside the button. */
export const directionRules: Readonly<Record<DirectionState, string>> = {
  open: 'The board says what is missing, and the direction is open again.',
  evidence_submitted: 'Say what the evidence is and where it can be read.',
  board_satisfied: 'The board’s comment on the evidence. Only its chair or the lead inspector records it.',
  closed: 'The board is satisfied. Say who closed it: a minister, a regulator, the board.',
};

export const isDirectionState = (text: string): text is DirectionState => Object.hasOwn(moves, text);
export const directionMovesFrom = (from: DirectionState): readonly DirectionState[] => moves[from];

/** Who is asked to put a direction there: the board judges evidence, others bring it. */
export const isForTheBoard = (from: DirectionState, to: DirectionState): boolean =>
  from === 'evidence_submitted' && (to === 'board_satisfied' || to === 'open');

export type DirectionMove = { readonly to: DirectionState; readonly on: Period; readonly text: string };

export type DirectionRefusal = 'no-such-move' | 'no-words' | 'after-today' | 'before-last-change';

export function moveDirection(
  { state, since }: { readonly state: DirectionState; readonly since: Period | null },
  { to, on, text }: DirectionMove,
  today: CalendarDay,
): Result<DirectionState, DirectionRefusal> {
  if (!directionMovesFrom(state).includes(to)) return refused('no-such-move');
  if (text.trim() === '') return refused('no-words');
  if (on.start > today) return refused('after-today');
  if (since && periodEnd(on) < since.start) return refused('before-last-change');
  return ok(to);
}
