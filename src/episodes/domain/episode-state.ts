import { addMonths, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd, periodMiddle } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { defaultRecoveredRule, type RecoveredRule, recoveredRules } from '../../inspections/domain/recovered-rule.js';
import { type InterventionLevel, isFormal } from '../../interventions/domain/intervention.js';

/** Where an episode may be taken from where it is. The step from recovered is nobody's decision: it follows a new trigger. */
const moves = {
  open: ['in_intervention', 'monitoring', 'closed'],
  in_intervention: ['monitoring', 'closed'],
  monitoring: ['in_intervention', 'recovered', 'closed'],
  recovered: ['relapsed'],
  relapsed: [],
  closed: [],
} as const satisfies Record<string, readonly string[]>;

export type EpisodeState = keyof typeof moves;

export const isEpisodeState = (text: string): text is EpisodeState => Object.hasOwn(moves, text);

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

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What must be so for recovery, by the rule of the framework version of the latest full inspection (record B4). */
const recoveredWords = (rule: RecoveredRule): string =>
  `${upperFirst(recoveredRules[rule])} and intervention is at level 2 or less (without graded inspections: the intervention was lifted and an outside review came within 12 months); and a board or inspectorate decided it.`;

/** The rule that puts an episode there, shown beside its state; recovery by the rule that holds where none was set. */
export const stateRules: Readonly<Record<EpisodeState, string>> = {
  open: 'A published failing judgement, a formal notice (level 3 or more), or a declaration by the governing body.',
  in_intervention: 'An intervention of level 3 or more is active.',
  monitoring:
    'No intervention of level 4 or more is active, and a published judgement is not failing or at least 70% of the exit criteria are met.',
  recovered: recoveredWords(defaultRecoveredRule),
  relapsed:
    'A new failing judgement or an intervention of level 3 or more in the same area, within 84 months. Another episode continues it.',
  closed: 'The organisation or the service ended otherwise, or the episode was entered in error.',
};

/** The rule beside a state; `latest`: that of the framework version by which the latest full inspection judged. */
export const stateRule = (state: EpisodeState, latest: RecoveredRule | null): string =>
  state === 'recovered' ? recoveredWords(latest ?? defaultRecoveredRule) : stateRules[state];

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

/** What is in the way of a move. Each names the condition that is not met. */
export type Hindrance =
  | 'no-formal-intervention'
  | 'formal-intervention-active'
  | 'strong-intervention-active'
  | 'nothing-shows-progress'
  | 'area-still-failing'
  | 'intervention-not-lifted'
  | 'no-recent-external-review'
  | 'no-decision';

export type MoveRefusal = 'no-such-move' | 'watch-is-over' | Hindrance;

/** One condition of a move, named by what hinders the move while it is not met. */
export type Condition = { readonly unless: Hindrance; readonly isMet: boolean };

export const progressShare = 0.7;
export const reviewMonths = 12;

/**
 * What must be so before an episode may be put there, in the order in which it is asked. Closing needs nothing but a
 * reason, and falling back into failure follows from a new trigger: neither has conditions of its own here.
 */
export function conditionsOf(
  to: EpisodeState,
  position: EpisodePosition,
  facts: RecoveryFacts,
  today: CalendarDay,
): readonly Condition[] {
  if (to === 'in_intervention') return [{ unless: 'no-formal-intervention', isMet: isFormal(position.level) }];
  if (to === 'monitoring') return monitoringConditions(position);
  return to === 'recovered' ? recoveryConditions(position, facts, today) : [];
}

/** From open there is no way past a formal step: while one is active the episode is in intervention. */
function monitoringConditions(position: EpisodePosition): readonly Condition[] {
  const powersAreDown: Condition =
    position.state === 'open'
      ? { unless: 'formal-intervention-active', isMet: !isFormal(position.level) }
      : { unless: 'strong-intervention-active', isMet: position.level < 4 };
  return [powersAreDown, { unless: 'nothing-shows-progress', isMet: showsProgress(position) }];
}

const showsProgress = ({ hasNotFailingJudgement, shareOfExitCriteriaMet }: EpisodePosition): boolean =>
  hasNotFailingJudgement || (shareOfExitCriteriaMet ?? 0) >= progressShare;

function recoveryConditions(
  { level }: EpisodePosition,
  { hasFailingArea, interventionLiftedOn, externalReviewOn, decisionId }: RecoveryFacts,
  today: CalendarDay,
): readonly Condition[] {
  const isLifted = interventionLiftedOn !== null && interventionLiftedOn <= today;
  const isReviewed =
    externalReviewOn !== null && externalReviewOn <= today && externalReviewOn >= addMonths(today, -reviewMonths);
  return [
    { unless: 'formal-intervention-active', isMet: !isFormal(level) },
    ...(hasFailingArea === null
      ? [
          { unless: 'intervention-not-lifted', isMet: isLifted } as const,
          { unless: 'no-recent-external-review', isMet: isReviewed } as const,
        ]
      : [{ unless: 'area-still-failing', isMet: !hasFailingArea } as const]),
    { unless: 'no-decision', isMet: decisionId !== null },
  ];
}

const noRecovery: RecoveryFacts = {
  hasFailingArea: null,
  interventionLiftedOn: null,
  externalReviewOn: null,
  decisionId: null,
};

function enter<To extends EpisodeState>(
  to: To,
  position: EpisodePosition,
  facts: RecoveryFacts,
  today: CalendarDay,
): Result<To, MoveRefusal> {
  if (!mayMove(position.state, to)) return refused('no-such-move');
  const inTheWay = conditionsOf(to, position, facts, today).find(({ isMet }) => !isMet);
  return inTheWay ? refused(inTheWay.unless) : ok(to);
}

const anyDay = '0001-01-01' as CalendarDay;

/** Open or monitoring → in intervention, when a step of level 3 or more is active. */
export const enterIntervention = (position: EpisodePosition): Result<'in_intervention', MoveRefusal> =>
  enter('in_intervention', position, noRecovery, anyDay);

/** To monitoring, when powers have gone down and something shows progress. It may be undone. */
export const enterMonitoring = (position: EpisodePosition): Result<'monitoring', MoveRefusal> =>
  enter('monitoring', position, noRecovery, anyDay);

/**
 * Monitoring → recovered, on a person's decision. With graded inspections the latest full one must have no failing area
 * and intervention be at level 2 or less; without them the intervention must be lifted and an outside review lie within
 * the last 12 months.
 */
export const recover = (
  position: EpisodePosition,
  facts: RecoveryFacts,
  today: CalendarDay,
): Result<'recovered', MoveRefusal> => enter('recovered', position, facts, today);

/** Recovered → failed again: automatic on a new trigger within the watch, its last day included. */
export function relapse(state: EpisodeState, until: CalendarDay, triggeredOn: Period): Result<'relapsed', MoveRefusal> {
  if (!mayMove(state, 'relapsed')) return refused('no-such-move');
  return periodMiddle(triggeredOn) <= until ? ok('relapsed') : refused('watch-is-over');
}

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

export const close = (
  state: EpisodeState,
  reason: CloseReason,
): Result<{ state: 'closed'; reason: CloseReason }, MoveRefusal> =>
  mayMove(state, 'closed') ? ok({ state: 'closed', reason }) : refused('no-such-move');

/** Why nothing may be written in a case, where nothing may. */
export type ReadOnly =
  | { readonly because: 'paused'; readonly since: CalendarDay; readonly why: string }
  | { readonly because: 'closed' | 'relapsed' };

export type CaseStanding = {
  readonly state: EpisodeState;
  readonly pausedOn: CalendarDay | null;
  readonly pauseReason: string | null;
};

/** A recovered case is watched, so it can be written in; one that has been closed, has failed again or is paused cannot. */
export function readOnlyBecause({ state, pausedOn, pauseReason }: CaseStanding): ReadOnly | null {
  if (state === 'closed' || state === 'relapsed') return { because: state };
  return pausedOn ? { because: 'paused', since: pausedOn, why: pauseReason ?? '' } : null;
}

export type PauseRefusal = 'already-paused' | 'case-is-over' | 'not-paused' | 'no-reason';

/** A pause stops all writing until it is lifted; it needs its reason. */
export function pause(standing: CaseStanding, why: string): Result<'paused', PauseRefusal> {
  if (standing.pausedOn) return refused('already-paused');
  if (readOnlyBecause(standing)) return refused('case-is-over');
  return why.trim() === '' ? refused('no-reason') : ok('paused');
}

export const resume = ({ pausedOn }: CaseStanding, why: string): Result<'resumed', PauseRefusal> => {
  if (!pausedOn) return refused('not-paused');
  return why.trim() === '' ? refused('no-reason') : ok('resumed');
};

/** Something that happened on a day before it was written down: both dates are kept and shown. */
export const isRecordedLater = (happenedOn: Period, recordedOn: CalendarDay): boolean =>
  periodEnd(happenedOn) < recordedOn;
