import { addMonths, type CalendarDay, partsOf } from '../../kernel/calendar-day.js';
import { type Period, period, periodMiddle } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { type InterventionLevel, isFormal } from '../../interventions/domain/intervention.js';
import { watchMonths } from './derive-episodes.js';

/** Where a person may take an episode from where it is. */
const moves = {
  open: ['in_intervention', 'monitoring', 'closed'],
  in_intervention: ['monitoring', 'closed'],
  monitoring: ['in_intervention', 'recovered', 'closed'],
  recovered: ['relapsed'],
  relapsed: [],
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type EpisodeState = keyof typeof moves;

export const mayMove = (from: EpisodeState, to: EpisodeState): boolean =>
  (moves[from] as readonly EpisodeState[]).includes(to);

export const movesFrom = (from: EpisodeState): readonly EpisodeState[] => moves[from];

export const episodeStates: Readonly<Record<EpisodeState, string>> = {
  open: 'Open',
  in_intervention: 'In intervention',
  monitoring: 'Monitoring',
  recovered: 'Recovered',
  relapsed: 'Failed again',
  closed: 'Closed',
};

/** The rule that puts an episode there, shown beside its state. */
export const stateRules: Readonly<Record<EpisodeState, string>> = {
  open: 'A published failing judgement, a formal notice (level 3 or more), or a declaration by the governing body.',
  in_intervention: 'An intervention of level 3 or more is active.',
  monitoring:
    'No intervention of level 4 or more is active, and a published judgement is not failing or at least 70% of the exit criteria are met.',
  recovered:
    'The latest full inspection has no area in a failing band and intervention is at level 2 or less (without graded inspections: the intervention was lifted and an outside review came within 12 months); and a board or inspectorate decided it.',
  relapsed:
    'A new failing judgement or an intervention of level 3 or more in the same area, within 84 months. Another episode continues it.',
  closed: 'The organisation or the service ended otherwise, or the episode was entered in error.',
};

/** Ends that compete with recovery: what would have followed cannot be known. The last is no end but a correction. */
export const closeReasons = {
  merged: 'Merged',
  abolished: 'Abolished',
  transferred: 'Transferred to another body',
  entered_in_error: 'Entered in error',
} as const;
export type CloseReason = keyof typeof closeReasons;

/** Whether statistics count it as an end that competes with recovery; an error is left out altogether. */
export const isCompetingEnd = (reason: CloseReason): boolean => reason !== 'entered_in_error';

export const recoveryBases = {
  judgement: 'A judgement',
  intervention_lifted: 'The intervention was lifted',
  both: 'A judgement, and the intervention was lifted',
  self_declared: 'Declared by the organisation',
} as const;
export type RecoveryBasis = keyof typeof recoveryBases;

/** What opens an episode. */
export const triggerKinds = {
  judgement: 'A failing judgement',
  formal_notice: 'A formal notice',
  self_declaration: 'A declaration by the governing body',
} as const;
export type TriggerKind = keyof typeof triggerKinds;

/** Where an episode stands when somebody asks to move it. Facts of other features come as arguments. */
export type EpisodePosition = {
  readonly state: EpisodeState;
  /** The highest level of intervention active now. */
  readonly level: InterventionLevel;
  /** A published judgement since the trigger is not failing. */
  readonly hasNotFailingJudgement: boolean;
  /** 0 to 1; null when no exit criteria are on the record. */
  readonly shareOfExitCriteriaMet: number | null;
};

/** What a recovery rests on. The decision is a board's or an inspectorate's; the page offers, it never decides. */
export type RecoveryFacts = {
  /** Whether the latest full inspection has an area in a failing band; null where nothing graded exists. */
  readonly hasFailingArea: boolean | null;
  readonly interventionLiftedOn: CalendarDay | null;
  readonly externalReviewOn: CalendarDay | null;
  readonly decisionId: string | null;
};

export type MoveRefusal =
  | 'no-such-move'
  | 'no-formal-intervention'
  | 'strong-intervention-active'
  | 'nothing-shows-progress'
  | 'formal-intervention-active'
  | 'area-still-failing'
  | 'intervention-not-lifted'
  | 'no-recent-external-review'
  | 'no-decision'
  | 'watch-is-over';

const progressShare = 0.7;

/** Open or monitoring → in intervention, when a step of level 3 or more is active. */
export function enterIntervention({ state, level }: EpisodePosition): Result<'in_intervention', MoveRefusal> {
  if (!mayMove(state, 'in_intervention')) return refused('no-such-move');
  return isFormal(level) ? ok('in_intervention') : refused('no-formal-intervention');
}

/** To monitoring, when powers have gone down and something shows progress. It may be undone. */
export function enterMonitoring(position: EpisodePosition): Result<'monitoring', MoveRefusal> {
  if (!mayMove(position.state, 'monitoring')) return refused('no-such-move');
  if (position.level >= 4) return refused('strong-intervention-active');
  const hasProgress = position.hasNotFailingJudgement || (position.shareOfExitCriteriaMet ?? 0) >= progressShare;
  return hasProgress ? ok('monitoring') : refused('nothing-shows-progress');
}

/**
 * Monitoring → recovered, on a person's decision. With graded inspections the latest full one must have no failing area
 * and intervention be at level 2 or less; without them the intervention must be lifted and an outside review lie within
 * the last 12 months.
 */
export function recover(
  { state, level }: EpisodePosition,
  facts: RecoveryFacts,
  today: CalendarDay,
): Result<'recovered', MoveRefusal> {
  if (!mayMove(state, 'recovered')) return refused('no-such-move');
  if (isFormal(level)) return refused('formal-intervention-active');
  if (facts.hasFailingArea) return refused('area-still-failing');
  if (facts.hasFailingArea === null) {
    if (!facts.interventionLiftedOn || facts.interventionLiftedOn > today) return refused('intervention-not-lifted');
    const review = facts.externalReviewOn;
    if (!review || review > today || review < addMonths(today, -12)) return refused('no-recent-external-review');
  }
  return facts.decisionId ? ok('recovered') : refused('no-decision');
}

/** Recovered → failed again: automatic on a new trigger within the watch, its last day included. */
export function relapse(state: EpisodeState, until: CalendarDay, triggeredOn: Period): Result<'relapsed', MoveRefusal> {
  if (!mayMove(state, 'relapsed')) return refused('no-such-move');
  return periodMiddle(triggeredOn) <= until ? ok('relapsed') : refused('watch-is-over');
}

export const close = (
  state: EpisodeState,
  reason: CloseReason,
): Result<{ state: 'closed'; reason: CloseReason }, MoveRefusal> =>
  mayMove(state, 'closed') ? ok({ state: 'closed', reason }) : refused('no-such-move');

/**
 * The last day of the relapse watch: 84 months after the first not-failing judgement or, where the record has none,
 * after recovery. Null while neither has come.
 */
export function watchUntil(ends: {
  readonly notFailingOn: Period | null;
  readonly recoveredOn: Period | null;
}): CalendarDay | null {
  const end = ends.notFailingOn ?? ends.recoveredOn;
  return end && addMonths(periodMiddle(end), watchMonths);
}

/** The end of the watch as exactly as the date that it is counted from: a month stays a month, a year a year. */
export function watchEnd(ends: Parameters<typeof watchUntil>[0]): Period | null {
  const end = ends.notFailingOn ?? ends.recoveredOn;
  const until = watchUntil(ends);
  if (!end || !until) return null;
  if (end.precision === 'day') return period(until);
  const { year, month } = partsOf(until);
  if (end.precision === 'year') return period(String(year));
  return period(end.precision === 'month' ? until.slice(0, 7) : `${year}-Q${Math.ceil(month / 3)}`);
}
