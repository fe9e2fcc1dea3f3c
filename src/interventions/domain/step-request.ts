import type { CalendarDay } from '../../kernel/calendar-day.js';
import { type Period, periodEnd } from '../../kernel/period.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import { type InterventionLevel, isInterventionLevel } from './intervention.js';

/** A request to step up or down the ladder, and what became of it. */
export const requestStates = {
  asked: 'Waiting for a decision',
  granted: 'Granted',
  refused: 'Refused',
  taken_back: 'Taken back',
} as const;
export type RequestState = keyof typeof requestStates;

export const stepDirections = { up: 'Step up', down: 'Step down' } as const;
export type StepDirection = keyof typeof stepDirections;

export type AskedStep = {
  readonly fromLevel: number;
  readonly toLevel: number;
  readonly askedOn: Period;
  readonly why: string;
};

/** What is on the record of the step when somebody asks. */
export type StepFacts = {
  readonly level: InterventionLevel;
  readonly hasEnded: boolean;
  /** A request about the same step waits for its decision. */
  readonly isAskedAlready: boolean;
};

export type AskRefusal =
  | 'no-such-level'
  | 'same-level'
  | 'step-has-ended'
  | 'asked-already'
  | 'no-reason'
  | 'after-today';

/** Asking to change the level of a step. Direction follows from the levels; 0 asks that it end. */
export function askStep(
  { level, hasEnded, isAskedAlready }: StepFacts,
  { toLevel, askedOn, why }: Omit<AskedStep, 'fromLevel'>,
  today: CalendarDay,
): Result<StepDirection, AskRefusal> {
  if (!isInterventionLevel(toLevel)) return refused('no-such-level');
  if (toLevel === level) return refused('same-level');
  if (hasEnded) return refused('step-has-ended');
  if (isAskedAlready) return refused('asked-already');
  if (why.trim() === '') return refused('no-reason');
  if (askedOn.start > today) return refused('after-today');
  return ok(toLevel > level ? 'up' : 'down');
}

export type StepDecision = {
  readonly granted: boolean;
  /** Who decided: a minister, a regulator, the board. */
  readonly decidedBy: string;
  readonly decidedOn: Period;
  readonly why: string;
  /** From when the new level holds; needed when it is granted. */
  readonly from: Period | null;
};

export type RequestFacts = {
  readonly state: RequestState;
  readonly askedOn: Period;
  /** The account that wrote the request down, and the one that writes the decision down. */
  readonly askedByAccount: string;
  readonly decidingAccount: string;
  readonly stepStartedOn: Period | null;
};

export type DecideRefusal =
  | 'already-decided'
  | 'decided-by-asker'
  | 'nobody-decided'
  | 'no-reason'
  | 'after-today'
  | 'before-asked'
  | 'no-start'
  | 'starts-before-step';

/** Two people: whoever wrote the request down may not write its decision down. */
export function decideStep(
  { state, askedOn, askedByAccount, decidingAccount, stepStartedOn }: RequestFacts,
  { granted, decidedBy, decidedOn, why, from }: StepDecision,
  today: CalendarDay,
): Result<'granted' | 'refused', DecideRefusal> {
  if (state !== 'asked') return refused('already-decided');
  if (askedByAccount === decidingAccount) return refused('decided-by-asker');
  if (decidedBy.trim() === '') return refused('nobody-decided');
  if (why.trim() === '') return refused('no-reason');
  if (decidedOn.start > today) return refused('after-today');
  if (periodEnd(decidedOn) < askedOn.start) return refused('before-asked');
  if (granted && !from) return refused('no-start');
  if (granted && from && stepStartedOn && periodEnd(from) < stepStartedOn.start) return refused('starts-before-step');
  return ok(granted ? 'granted' : 'refused');
}

/** Only whoever asked takes a request back, and only while it waits. */
export function takeBackRequest({
  state,
  askedByAccount,
  decidingAccount,
}: Pick<RequestFacts, 'state' | 'askedByAccount' | 'decidingAccount'>): Result<
  'taken_back',
  'already-decided' | 'asked-by-another'
> {
  if (state !== 'asked') return refused('already-decided');
  return askedByAccount === decidingAccount ? ok('taken_back') : refused('asked-by-another');
}
