import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { MilestoneState } from './milestone-state.js';

/** A milestone as a version of the plan holds it. */
export type FrozenMilestone = {
  readonly id: string;
  readonly ref: string;
  readonly theirRef: string | null;
  readonly priority: number;
  readonly title: string;
  readonly doneMeans: string;
  readonly ownerPost: string | null;
  readonly deputyPost: string | null;
  readonly lever: string | null;
  readonly horizon: string | null;
  readonly weight: string;
  readonly firstDue: CalendarDay | null;
  readonly dueOn: CalendarDay;
  readonly state: MilestoneState;
  /** What it was taken from, in somebody’s words; null: from nothing. Not there: the version was kept without it. */
  readonly adaptedFrom?: string | null;
  /** The findings of inspectors and of peers to which somebody tied it, and when. Not there: kept without them. */
  readonly answers?: readonly FrozenAnswer[];
  /** Not there: the version was kept without it. */
  readonly history?: FrozenHistory;
};

export type FrozenAnswer = {
  readonly kind: 'finding' | 'peer_finding';
  readonly id: string;
  /** The day on which it was tied. */
  readonly on: CalendarDay;
};

/** The findings of one kind that a milestone answers; none where its version was kept without them. */
export const answeredBy = (
  { answers }: Pick<FrozenMilestone, 'answers'>,
  kind: FrozenAnswer['kind'],
): readonly FrozenAnswer[] => (answers ?? []).filter((answer) => answer.kind === kind);

/**
 * What had become of a milestone by the day on which its version was proposed, each in the order in which it was
 * written: days and codes alone, none of the words that were said.
 */
export type FrozenHistory = {
  readonly moves: readonly { readonly on: CalendarDay; readonly from: MilestoneState; readonly to: MilestoneState }[];
  readonly dates: readonly { readonly on: CalendarDay; readonly from: CalendarDay; readonly to: CalendarDay }[];
  /** Days on which an update called it at risk or off track. */
  readonly warnedOn: readonly CalendarDay[];
};

export type FrozenPriority = {
  readonly number: number;
  readonly title: string;
  readonly outcome: string;
  readonly leadPost: string | null;
  readonly sponsor: string | null;
};

/** A plan as it was proposed: what the board reads is what it agrees. */
export type FrozenPlan = {
  readonly title: string;
  /** The day on which it stood so. Not there: the version was kept without it. */
  readonly stoodOn?: CalendarDay;
  readonly priorities: readonly FrozenPriority[];
  readonly milestones: readonly FrozenMilestone[];
};

/** Every word in it that somebody wrote and everybody would read. */
export const wordsOf = ({ title, priorities, milestones }: FrozenPlan): readonly string[] =>
  [
    title,
    ...priorities.flatMap((one) => [one.title, one.outcome, one.leadPost, one.sponsor]),
    ...milestones.flatMap((one) => [one.title, one.doneMeans, one.ownerPost, one.deputyPost, one.theirRef]),
    ...milestones.map(({ adaptedFrom }) => adaptedFrom ?? null),
  ].filter((words) => words !== null);

export const readFrozenPlan = (json: string): FrozenPlan => JSON.parse(json) as FrozenPlan;
