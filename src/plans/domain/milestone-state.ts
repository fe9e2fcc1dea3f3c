import { addDays, type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { BoardDecision, CheckResult, EvidenceIndependence, EvidenceLevel } from './milestone-words.js';

/**
 * Where a milestone may go from where it is (record B4). That an action is complete and that it works are two states:
 * two people say so. Going back is a move of its own: reopened, not shown, slipped.
 */
const moves = {
  not_started: ['in_progress', 'paused', 'cancelled'],
  in_progress: ['action_complete', 'paused', 'cancelled'],
  action_complete: ['impact_shown', 'in_progress', 'cancelled'],
  impact_shown: ['embedded', 'action_complete', 'cancelled'],
  embedded: ['impact_shown', 'cancelled'],
  paused: ['in_progress', 'cancelled'],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

export type MilestoneState = keyof typeof moves;

export const milestoneStates: Readonly<Record<MilestoneState, string>> = {
  not_started: 'Not started',
  in_progress: 'In progress',
  action_complete: 'Action complete',
  impact_shown: 'Impact shown',
  embedded: 'Embedded',
  paused: 'Paused',
  cancelled: 'Cancelled',
};

/** What must be so before a milestone may be put there, as it stands beside the button. */
export const milestoneRules: Readonly<Record<MilestoneState, string>> = {
  not_started: 'Every milestone begins here.',
  in_progress: 'The owner or the secretary says that work has begun. To reopen one that was complete, say why.',
  action_complete:
    'At least one piece of evidence of activity or an output. It may be owed for 10 working days; until it comes the action counts as not complete.',
  impact_shown:
    'At least one piece of evidence of impact that is more than a document, accepted by a board member or an inspector who neither added it nor marked the action complete.',
  embedded:
    'Impact shown at least 180 days ago, a check since then that held, and at least one piece of evidence from outside.',
  paused: 'A decision of the board, and why.',
  cancelled: 'A decision of the board, and why. It still counts in every version of the plan that had it.',
};

export const isMilestoneState = (text: unknown): text is MilestoneState =>
  typeof text === 'string' && Object.hasOwn(moves, text);

export const milestoneMovesFrom = (from: MilestoneState): readonly MilestoneState[] => moves[from];

/**
 * The moves that lead from one state to another in one update: the one that the table has, or, for what was finished
 * before anybody said that it had begun, both. Empty where there is no way.
 */
export function stepsBetween(from: MilestoneState, to: MilestoneState): readonly MilestoneState[] {
  if (milestoneMovesFrom(from).includes(to)) return [to];
  return from === 'not_started' && to === 'action_complete' ? ['in_progress', 'action_complete'] : [];
}

/** Whether a move takes back what was said before: such a move says why. */
export const isBackward = (from: MilestoneState, to: MilestoneState): boolean =>
  (from === 'action_complete' && to === 'in_progress') ||
  (from === 'impact_shown' && to === 'action_complete') ||
  (from === 'embedded' && to === 'impact_shown');

/** What a move is called. */
export function moveName(from: MilestoneState, to: MilestoneState): string {
  if (from === 'action_complete' && to === 'in_progress') return 'Reopen';
  if (from === 'impact_shown' && to === 'action_complete') return 'Impact not shown after all';
  if (from === 'embedded' && to === 'impact_shown') return 'It slipped';
  if (from === 'paused') return to === 'in_progress' ? 'Resume' : 'Cancel';
  return {
    not_started: 'Not started',
    in_progress: 'Start',
    action_complete: 'Mark the action complete',
    impact_shown: 'Accept that impact is shown',
    embedded: 'Mark embedded',
    paused: 'Pause',
    cancelled: 'Cancel',
  }[to];
}

/** Days after completion on which impact is looked for, unless somebody says otherwise. */
export const usualImpactDays = 90;
export const longestImpactDays = 365;
/** Working days for which evidence may be owed. */
export const owedWorkingDays = 10;
/** Days for which impact must have been shown before a change counts as embedded. */
export const embeddedAfterDays = 180;

export type EvidenceFacts = {
  readonly id: string;
  readonly kind: string;
  readonly level: EvidenceLevel;
  readonly independence: EvidenceIndependence;
  /** The account that added it. */
  readonly addedBy: string;
};

export type CheckFacts = { readonly onDay: CalendarDay; readonly result: CheckResult };

export type MilestoneFacts = {
  readonly state: MilestoneState;
  /** Until when evidence may be brought; null: none is owed. */
  readonly evidenceOwedUntil: CalendarDay | null;
  readonly completedOn: CalendarDay | null;
  /** The account that marked the action complete. */
  readonly completedBy: string | null;
  readonly impactShownOn: CalendarDay | null;
  readonly evidence: readonly EvidenceFacts[];
  readonly checks: readonly CheckFacts[];
};

export type AskedMilestoneMove = {
  readonly to: MilestoneState;
  readonly on: CalendarDay;
  /** Who asks: an account. */
  readonly by: string;
  readonly reason?: string | null;
  readonly decision?: BoardDecision | null;
  /** Evidence will follow. */
  readonly evidenceOwed?: boolean;
  /** When to look for impact; null: after 90 days. */
  readonly impactDue?: CalendarDay | null;
  /** The piece of evidence that is accepted as showing impact. */
  readonly evidenceId?: string | null;
};

export type MilestoneMoveRefusal =
  | 'no-such-move'
  | 'after-today'
  | 'no-reason'
  | 'no-decision'
  | 'no-evidence'
  | 'evidence-owed'
  | 'impact-due-before-completion'
  | 'impact-due-too-late'
  | 'no-impact-evidence'
  | 'only-a-document'
  | 'added-it'
  | 'completed-it'
  | 'before-completion'
  | 'too-soon'
  | 'no-check-held'
  | 'no-external-evidence';

/** What comes of a move that may be made. */
export type MilestoneMoved = {
  readonly state: MilestoneState;
  readonly completedOn: CalendarDay | null;
  readonly impactDue: CalendarDay | null;
  readonly impactShownOn: CalendarDay | null;
  /** Evidence is owed from the day of completion on. */
  readonly owes: boolean;
  /** The piece of evidence that is accepted with the move. */
  readonly acceptedId?: string;
};

const showsWork = ({ level }: EvidenceFacts): boolean => level === 'activity' || level === 'output';

/**
 * Whether a milestone may be put there (record B4). Who may at all, by role, is asked elsewhere; that two different
 * people complete, add and accept is asked here. Days are whole days; `today` is the day in the United Kingdom.
 */
export function moveMilestone(
  facts: MilestoneFacts,
  asked: AskedMilestoneMove,
  today: CalendarDay,
): Result<MilestoneMoved, MilestoneMoveRefusal> {
  const { to, on } = asked;
  if (!milestoneMovesFrom(facts.state).includes(to)) return refused('no-such-move');
  if (on > today) return refused('after-today');
  if (needsReason(facts.state, to) && !asked.reason?.trim()) return refused('no-reason');
  if ((to === 'paused' || to === 'cancelled') && !asked.decision) return refused('no-decision');
  const stays = { completedOn: facts.completedOn, impactShownOn: facts.impactShownOn, impactDue: null, owes: false };
  if (to === 'in_progress') return ok({ ...stays, state: to, completedOn: null, impactShownOn: null });
  if (to === 'action_complete' && facts.state === 'in_progress') return completed(facts, asked);
  if (to === 'impact_shown' && facts.state === 'action_complete') return shown(facts, asked);
  if (to === 'embedded') return embedded(facts, on);
  if (to === 'action_complete') return ok({ ...stays, state: to, impactShownOn: null });
  return ok({ ...stays, state: to });
}

const needsReason = (from: MilestoneState, to: MilestoneState): boolean =>
  to === 'paused' || to === 'cancelled' || isBackward(from, to);

function completed(
  { evidence }: MilestoneFacts,
  { on, evidenceOwed, impactDue }: AskedMilestoneMove,
): Result<MilestoneMoved, MilestoneMoveRefusal> {
  const isShown = evidence.some(showsWork);
  if (!isShown && !evidenceOwed) return refused('no-evidence');
  if (impactDue && impactDue <= on) return refused('impact-due-before-completion');
  if (impactDue && daysBetween(on, impactDue) > longestImpactDays) return refused('impact-due-too-late');
  return ok({
    state: 'action_complete',
    completedOn: on,
    impactDue: impactDue ?? addDays(on, usualImpactDays),
    impactShownOn: null,
    owes: !isShown,
  });
}

function shown(
  facts: MilestoneFacts,
  { on, by, evidenceId }: AskedMilestoneMove,
): Result<MilestoneMoved, MilestoneMoveRefusal> {
  if (facts.evidenceOwedUntil !== null) return refused('evidence-owed');
  if (facts.completedOn && on < facts.completedOn) return refused('before-completion');
  const ofImpact = facts.evidence.filter(({ level }) => level === 'impact');
  const offered = evidenceId ? ofImpact.filter(({ id }) => id === evidenceId) : ofImpact;
  if (offered.length === 0) return refused('no-impact-evidence');
  const telling = offered.filter(({ kind }) => kind !== 'document');
  if (telling.length === 0) return refused('only-a-document');
  const accepted = telling.find(({ addedBy }) => addedBy !== by);
  if (!accepted) return refused('added-it');
  if (facts.completedBy === by) return refused('completed-it');
  return ok({
    state: 'impact_shown',
    completedOn: facts.completedOn,
    impactDue: null,
    impactShownOn: on,
    owes: false,
    acceptedId: accepted.id,
  });
}

function embedded(facts: MilestoneFacts, on: CalendarDay): Result<MilestoneMoved, MilestoneMoveRefusal> {
  const since = facts.impactShownOn;
  if (!since || daysBetween(since, on) < embeddedAfterDays) return refused('too-soon');
  const last = facts.checks
    .filter(({ onDay }) => onDay >= since && onDay <= on)
    .toSorted((a, b) => (a.onDay < b.onDay ? 1 : -1))[0];
  if (last?.result !== 'held') return refused('no-check-held');
  if (!facts.evidence.some(({ independence }) => independence === 'external')) return refused('no-external-evidence');
  return ok({
    state: 'embedded',
    completedOn: facts.completedOn,
    impactDue: null,
    impactShownOn: since,
    owes: false,
  });
}

type Owing = {
  readonly state: MilestoneState;
  readonly evidenceOwedUntil: CalendarDay | null;
};

/** Whether the action is said to be complete while its evidence is still to come. It counts as not complete. */
export const owesEvidence = ({ state, evidenceOwedUntil }: Owing): boolean =>
  state === 'action_complete' && evidenceOwedUntil !== null;

/** Whether evidence was owed for longer than it may be: the milestone falls back, whether or not anybody wrote it down. */
export const hasFallenBack = (owing: Owing, today: CalendarDay): boolean =>
  owesEvidence(owing) && owing.evidenceOwedUntil !== null && owing.evidenceOwedUntil < today;

/** Where a milestone stands today: one whose evidence never came is in progress again. */
export const stateOn = (owing: Owing, today: CalendarDay): MilestoneState =>
  hasFallenBack(owing, today) ? 'in_progress' : owing.state;

/** Whether the action counts as complete today. Evidence that is owed makes it not so. */
export const isComplete = (owing: Owing): boolean =>
  ['action_complete', 'impact_shown', 'embedded'].includes(owing.state) && !owesEvidence(owing);

/** The words for where a milestone stands today. */
export function stateWords(owing: Owing, today: CalendarDay): string {
  const state = stateOn(owing, today);
  return state === 'action_complete' && owesEvidence(owing) ? 'Action complete, evidence owed' : milestoneStates[state];
}
