import type { CalendarDay } from '../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { type CaseRecord, positionOn } from './case-position.js';
import type { RecoveryBasis } from './episode.js';
import {
  type CloseReason,
  type Condition,
  conditionsOf,
  type EpisodeState,
  mayMove,
  type MoveRefusal,
  movesFrom,
} from './episode-state.js';

/** Whose decision it was. Recovery needs a board's or an inspectorate's. */
export const decidingBodies = { board: 'The board', inspectorate: 'The inspectorate' } as const;
export type DecidingBody = keyof typeof decidingBodies;

export type CaseDecision = {
  readonly body: DecidingBody;
  /** Who that is: "Improvement board of the council". */
  readonly by: string;
  readonly on: Period;
  /** Where it is written: the number of a minute or a decision. */
  readonly reference: string | null;
};

/** What somebody asks. `on`: when it happened, which may be long before it is written down. */
export type AskedMove = {
  readonly to: 'in_intervention' | 'monitoring' | 'recovered' | 'closed';
  readonly on: Period;
  readonly why: string;
  readonly decision: CaseDecision | null;
  readonly basis: RecoveryBasis | null;
  readonly closeReason: CloseReason | null;
};

export type CaseMoveRefusal =
  | MoveRefusal
  | 'after-today'
  | 'before-trigger'
  | 'before-last-move'
  | 'no-reason'
  | 'no-close-reason'
  | 'no-basis'
  | 'basis-not-shown'
  | 'decided-after-move';

/** The moves that a person may make; falling back into failure is not among them. */
export const askableMoves = (from: EpisodeState): readonly AskedMove['to'][] =>
  movesFrom(from).flatMap((to) => (to === 'relapsed' || to === 'open' ? [] : [to]));

/**
 * Whether a case may be moved. The gate is asked for the day on which the move happened: what came later does not count,
 * and what has changed since does not stand in the way of writing down the past. `lastMoveOn`: when the case was last
 * moved, so that its story does not run backwards.
 */
export function moveCase(
  record: CaseRecord,
  asked: AskedMove,
  { today, lastMoveOn }: { readonly today: CalendarDay; readonly lastMoveOn: Period | null },
): Result<AskedMove['to'], CaseMoveRefusal> {
  if (!mayMove(record.state, asked.to)) return refused('no-such-move');
  const early = isOutOfTime(record, asked, { today, lastMoveOn });
  if (early) return refused(early);
  const inTheWay = conditionsOn(record, asked, today).find(({ isMet }) => !isMet);
  if (inTheWay) return refused(inTheWay.unless);
  if (asked.to === 'recovered') return recoveryOn(record, asked, today);
  if (asked.why.trim() === '') return refused('no-reason');
  return asked.to === 'closed' && !asked.closeReason ? refused('no-close-reason') : ok(asked.to);
}

function isOutOfTime(
  { triggerOn }: CaseRecord,
  { on }: AskedMove,
  { today, lastMoveOn }: { readonly today: CalendarDay; readonly lastMoveOn: Period | null },
): CaseMoveRefusal | null {
  if (on.start > today) return 'after-today';
  if (periodEnd(on) < triggerOn.start) return 'before-trigger';
  return lastMoveOn && periodEnd(on) < lastMoveOn.start ? 'before-last-move' : null;
}

/** The last day on which it may have happened, and not later than today. */
const dayOf = (on: Period, today: CalendarDay): CalendarDay => (periodEnd(on) < today ? periodEnd(on) : today);

function conditionsOn(record: CaseRecord, asked: AskedMove, today: CalendarDay): readonly Condition[] {
  const day = dayOf(asked.on, today);
  const position = positionOn(record, day);
  const decisionId = asked.decision && (asked.decision.reference ?? asked.decision.by);
  return conditionsOf(asked.to, position, { ...position.recovery, decisionId }, day);
}

function recoveryOn(
  record: CaseRecord,
  { on, decision, basis }: AskedMove,
  today: CalendarDay,
): Result<'recovered', CaseMoveRefusal> {
  if (!basis) return refused('no-basis');
  if (decision && byPeriod(decision.on, on) > 0 && decision.on.start > periodEnd(on))
    return refused('decided-after-move');
  const { recovery } = positionOn(record, dayOf(on, today));
  const byJudgement = recovery.hasFailingArea === false;
  const isLifted = recovery.interventionLiftedOn !== null;
  const isShown: Readonly<Record<RecoveryBasis, boolean>> = {
    judgement: byJudgement,
    intervention_lifted: isLifted,
    both: byJudgement && isLifted,
    self_declared: true,
  };
  return isShown[basis] ? ok('recovered') : refused('basis-not-shown');
}

/** A move as the page offers it today: every condition with whether it is met. The decision is given when it is made. */
export type OfferedMove = {
  readonly to: AskedMove['to'];
  readonly conditions: readonly Condition[];
  /** Nothing that the record must show is missing; a decision may still be. */
  readonly isOpen: boolean;
};

export function offeredMoves(record: CaseRecord, today: CalendarDay): readonly OfferedMove[] {
  const position = positionOn(record, today);
  return askableMoves(record.state).map((to) => {
    const conditions = conditionsOf(to, position, { ...position.recovery, decisionId: null }, today);
    return {
      to,
      conditions,
      isOpen: conditions.every(({ unless, isMet }) => isMet || unless === 'no-decision'),
    };
  });
}
