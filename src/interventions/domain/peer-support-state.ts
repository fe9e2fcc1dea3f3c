import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';

/** How help from peers comes about. What was reported is answered finding by finding. */
const moves = {
  offered: ['accepted', 'declined'],
  accepted: ['visited', 'fell_through'],
  visited: ['reported'],
  reported: [],
  declined: [],
  fell_through: [],
} as const satisfies Record<string, readonly string[]>;

export type PeerSupportState = keyof typeof moves;

export const peerSupportStates: Readonly<Record<PeerSupportState, string>> = {
  offered: 'Offered',
  accepted: 'Accepted',
  visited: 'Visited',
  reported: 'Reported',
  declined: 'Declined',
  fell_through: 'Did not come',
};

export const peerSupportRules: Readonly<Record<PeerSupportState, string>> = {
  offered: 'Somebody has offered help, or was asked for it.',
  accepted: 'The organisation has said yes. Say on which day.',
  visited: 'The peers have come, or have begun to work.',
  reported: 'The peers have said what they found. Each finding is then answered: yes, in part or no, with the reason.',
  declined: 'The organisation has said no. Say why.',
  fell_through: 'It was agreed and did not come about. Say why.',
};

export const isPeerSupportState = (text: string): text is PeerSupportState => Object.hasOwn(moves, text);
export const supportMovesFrom = (from: PeerSupportState): readonly PeerSupportState[] => moves[from];

/** Help that has come is told in public; an offer is nobody's help yet. */
export const hasCome = (state: PeerSupportState): boolean => state === 'visited' || state === 'reported';

export type SupportMove = { readonly to: PeerSupportState; readonly on: Period; readonly why: string };

export type SupportRefusal = 'no-such-move' | 'no-reason' | 'after-today' | 'before-last-change';

export function moveSupport(
  { state, since }: { readonly state: PeerSupportState; readonly since: Period | null },
  { to, on, why }: SupportMove,
  today: CalendarDay,
): Result<PeerSupportState, SupportRefusal> {
  if (!supportMovesFrom(state).includes(to)) return refused('no-such-move');
  if ((to === 'declined' || to === 'fell_through') && why.trim() === '') return refused('no-reason');
  if (on.start > today) return refused('after-today');
  if (since && periodEnd(on) < since.start) return refused('before-last-change');
  return ok(to);
}

export const findingAnswers = { yes: 'Accepted', part: 'Accepted in part', no: 'Not accepted' } as const;
export type FindingAnswer = keyof typeof findingAnswers;

/** A finding is answered once it is known; anything but a plain yes needs its reason. */
export function answerFinding({
  accepted,
  reason,
}: {
  readonly accepted: FindingAnswer;
  readonly reason: string;
}): Result<FindingAnswer, 'no-reason'> {
  return accepted !== 'yes' && reason.trim() === '' ? refused('no-reason') : ok(accepted);
}

/** A decision of a board, as whoever knows boards hands it over. */
export type AnsweringDecision = { readonly id: string; readonly ref: string; readonly decidedOn: CalendarDay };

export type TyingRefusal = 'not-accepted' | 'decided-before';

/**
 * A decision answers a finding that was accepted, wholly or in part: what was turned down needs a reason and no decision.
 * What was decided before the peers said it is no answer to them. Null takes the decision away again.
 */
export function tieDecision(
  { accepted, reportedOn }: { readonly accepted: FindingAnswer | null; readonly reportedOn: Period | null },
  decision: AnsweringDecision | null,
): Result<'tied' | 'untied', TyingRefusal> {
  if (decision === null) return ok('untied');
  if (accepted !== 'yes' && accepted !== 'part') return refused('not-accepted');
  return reportedOn && decision.decidedOn < reportedOn.start ? refused('decided-before') : ok('tied');
}
