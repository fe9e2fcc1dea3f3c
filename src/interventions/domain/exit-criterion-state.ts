import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/**
 * Where an exit criterion may go from where it is. It is met in two steps: evidence shows that it is partly met, and
 * the chair or the lead inspector marks it met. One that no longer holds goes back.
 */
const moves = {
  not_met: ['partly_met', 'withdrawn'],
  partly_met: ['met', 'not_met', 'withdrawn'],
  met: ['not_met', 'withdrawn'],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>;

export type ExitCriterionState = keyof typeof moves;

export const exitCriterionStates: Readonly<Record<ExitCriterionState, string>> = {
  not_met: 'Not met',
  partly_met: 'Partly met',
  met: 'Met',
  withdrawn: 'Withdrawn',
};

/** What must be so before a criterion may be put there, as it stands beside the button. */
export const exitCriterionRules: Readonly<Record<ExitCriterionState, string>> = {
  not_met: 'Say what no longer holds. The time for which it had held starts again.',
  partly_met: 'At least one piece of evidence, and what it shows.',
  met: 'At least one piece of evidence. Only the chair of the board or the lead inspector marks it.',
  withdrawn: 'A reason. It stays on the record and counts no longer.',
};

export const isExitCriterionState = (text: string): text is ExitCriterionState => Object.hasOwn(moves, text);

/** Nothing on the record says whether a criterion of the library was met: it starts as not met. */
export const criterionMovesFrom = (from: ExitCriterionState | null): readonly ExitCriterionState[] =>
  moves[from ?? 'not_met'];

export type CriterionMove = {
  readonly to: ExitCriterionState;
  readonly on: Period;
  readonly why: string;
};

export type CriterionFacts = {
  readonly state: ExitCriterionState | null;
  /** When it was last put where it is. */
  readonly since: Period | null;
  readonly evidence: number;
};

export type CriterionRefusal = 'no-such-move' | 'no-evidence' | 'no-reason' | 'after-today' | 'before-last-change';

/** Whether a criterion may be put there. Who may is asked elsewhere. */
export function moveCriterion(
  { state, since, evidence }: CriterionFacts,
  { to, on, why }: CriterionMove,
  today: CalendarDay,
): Result<ExitCriterionState, CriterionRefusal> {
  if (!criterionMovesFrom(state).includes(to)) return refused('no-such-move');
  if (needsEvidence(to) && evidence === 0) return refused('no-evidence');
  if (why.trim() === '') return refused('no-reason');
  if (on.start > today) return refused('after-today');
  if (since && periodEnd(on) < since.start) return refused('before-last-change');
  return ok(to);
}

const needsEvidence = (to: ExitCriterionState): boolean => to === 'partly_met' || to === 'met';
