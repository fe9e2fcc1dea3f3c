import type { CalendarDay } from '../../kernel/calendar-day.js';

/** Within its terms a board decides; beyond them it recommends to whoever may; and it may give advice. */
export const decisionTypes = {
  decision: 'Decision',
  recommendation: 'Recommendation',
  advice: 'Advice',
} as const;
export type DecisionType = keyof typeof decisionTypes;
export const isDecisionType = (text: unknown): text is DecisionType =>
  typeof text === 'string' && Object.hasOwn(decisionTypes, text);

export type KindOfDecision = { readonly type: DecisionType; readonly forLackOfQuorum: boolean };

/**
 * What a meeting makes of a decision. Without a quorum it is a recommendation, marked as such; when it turns out that
 * there was one after all, it is the decision that it was taken as.
 */
export function inMeeting({ type, forLackOfQuorum }: KindOfDecision, quorate: boolean): KindOfDecision {
  if (!quorate && type === 'decision') return { type: 'recommendation', forLackOfQuorum: true };
  if (quorate && forLackOfQuorum) return { type: 'decision', forLackOfQuorum: false };
  return { type, forLackOfQuorum };
}

export type ConfirmRefusal = 'confirms-nothing' | 'confirms-what-is-decided' | 'confirmed-already';

/** Why a decision cannot confirm an earlier recommendation of the same board; null where it can. */
export function whyNotConfirm(
  earlier: { readonly forLackOfQuorum: boolean; readonly confirmedBy: string | null } | null,
): ConfirmRefusal | null {
  if (!earlier) return 'confirms-nothing';
  if (!earlier.forLackOfQuorum) return 'confirms-what-is-decided';
  return earlier.confirmedBy === null ? null : 'confirmed-already';
}

export type NewDecision = {
  readonly agendaItemId: string | null;
  readonly text: string;
  readonly type: DecisionType;
  readonly options?: string | null;
  readonly whoFor?: string | null;
  /** Who took it, as the minutes say: "The board", "The chair, under her delegated power". */
  readonly takenBy?: string;
  readonly dissent?: string | null;
  /** Otherwise as its agenda item. */
  readonly confidential?: boolean;
  readonly reviewOn?: CalendarDay | null;
  /** The reference of the recommendation of an inquorate meeting that it confirms. */
  readonly confirms?: string | null;
};

export const challengeStates = { open: 'Open', answered: 'Answered', satisfied: 'Satisfied' } as const;
export type ChallengeState = keyof typeof challengeStates;

export type NewChallenge = {
  readonly agendaItemId: string | null;
  readonly byMemberId: string | null;
  readonly text: string;
  readonly toPost: string;
  readonly dueOn: CalendarDay;
  readonly confidential?: boolean;
};

export type ChallengeRefusal = 'due-before-raised' | 'satisfied-already' | 'not-answered' | 'no-reason';

export const whyNotAnswered = (state: ChallengeState): ChallengeRefusal | null =>
  state === 'satisfied' ? 'satisfied-already' : null;

/** Whoever asked says whether the answer will do. If not, they say why, and the challenge is open again. */
export function whyNotJudged(
  state: ChallengeState,
  { satisfied, why }: { readonly satisfied: boolean; readonly why: string | null },
): ChallengeRefusal | null {
  if (state === 'satisfied') return 'satisfied-already';
  if (state !== 'answered') return 'not-answered';
  return !satisfied && !why ? 'no-reason' : null;
}

export const actionStates = { open: 'Open', done: 'Done', cancelled: 'Cancelled' } as const;
export type ActionState = keyof typeof actionStates;

export type NewAction = {
  readonly agendaItemId: string | null;
  readonly text: string;
  readonly ownerPost: string;
  readonly dueOn: CalendarDay;
  readonly confidential?: boolean;
  readonly milestoneRef?: string | null;
};

export type ActionRefusal = 'closed-already' | 'still-open' | 'due-before-raised' | 'same-day' | 'no-reason' | 'ahead';

export type ActionMove =
  | { readonly to: 'done'; readonly on: CalendarDay; readonly words: string | null }
  | { readonly to: 'cancelled'; readonly on: CalendarDay; readonly words: string | null }
  | { readonly to: 'open'; readonly words: string | null };

/** Why an action cannot go there; null where it can. Cancelling and opening again need a reason. */
export function whyNotMoveAction(state: ActionState, move: ActionMove, today: CalendarDay): ActionRefusal | null {
  if (move.to === 'open') {
    if (state === 'open') return 'still-open';
    return move.words ? null : 'no-reason';
  }
  if (state !== 'open') return 'closed-already';
  if (move.on > today) return 'ahead';
  return move.to === 'cancelled' && !move.words ? 'no-reason' : null;
}
