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
  readonly priorities: readonly FrozenPriority[];
  readonly milestones: readonly FrozenMilestone[];
};

/** Every word in it that somebody wrote and everybody would read. */
export const wordsOf = ({ title, priorities, milestones }: FrozenPlan): readonly string[] =>
  [
    title,
    ...priorities.flatMap((one) => [one.title, one.outcome, one.leadPost, one.sponsor]),
    ...milestones.flatMap((one) => [one.title, one.doneMeans, one.ownerPost, one.deputyPost, one.theirRef]),
  ].filter((words) => words !== null);

export const readFrozenPlan = (json: string): FrozenPlan => JSON.parse(json) as FrozenPlan;
