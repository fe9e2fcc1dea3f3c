import { type CalendarDay, earlier } from '../../kernel/calendar-day.js';
import { answeredBy, type FrozenMilestone, type FrozenPlan } from '../../plans/domain/frozen-plan.js';
import type { MilestoneState } from '../../plans/domain/milestone-state.js';
import { type Horizon, type Lever, levers } from '../../plans/domain/milestone-words.js';
import { onDay } from '../../kernel/period.js';
import type { PlanAction as LeverAction } from './lesson4/facts.js';
import type { DueDate } from './lesson5/facts.js';
import type { AdaptableAction } from './lesson6/facts.js';
import { dueDatesOf, type MilestoneHistory } from './milestone-history.js';
import type { PlanAction } from './plan-action.js';
import type { PublishedPlan } from './plan-read.js';

/** A version that everybody may read. `asOf`: the day of the reading, after which nothing of it counts. */
export type PublishedVersion = { readonly frozen: FrozenPlan; readonly agreedOn: CalendarDay };

/** The day on which a version stood as it is held, as far as a reading goes: one kept without it had been agreed by then. */
const stoodOnOf = ({ frozen, agreedOn }: PublishedVersion, asOf: CalendarDay): CalendarDay =>
  earlier(frozen.stoodOn ?? agreedOn, asOf);

export const publishedPlan = (
  versions: readonly PublishedVersion[],
  asOf: CalendarDay,
): NonNullable<PublishedPlan> => ({
  stoodOn: [...new Set(versions.map((version) => stoodOnOf(version, asOf)))].toSorted(),
  isWhole: versions.every(({ frozen }) => frozen.milestones.every(isWhole)),
});

const isWhole = ({ adaptedFrom, answers, history }: FrozenMilestone): boolean =>
  adaptedFrom !== undefined && answers !== undefined && history !== undefined;

export const leverOf = (text: string | null): Lever | null =>
  text !== null && Object.hasOwn(levers, text) ? (text as Lever) : null;

/** Where a milestone stood on the day, or on the last day that its version tells of. */
function stateBy({ state, history }: FrozenMilestone, stoodOn: CalendarDay, asOf: CalendarDay): MilestoneState {
  if (!history || stoodOn < asOf) return state;
  return history.moves.findLast(({ on }) => on <= asOf)?.to ?? history.moves[0]?.from ?? state;
}

export const publishedActions = (version: PublishedVersion, asOf: CalendarDay): readonly LeverAction[] =>
  version.frozen.milestones.map((one) => ({
    id: one.id,
    ref: one.ref,
    title: one.title,
    lever: leverOf(one.lever),
    state: stateBy(one, stoodOnOf(version, asOf), asOf),
    findingIds: answeredBy(one, 'finding').map(({ id }) => id),
  }));

/** The actions that answer findings of peers, each with the day on which it was tied. */
export const publishedAnswers = (
  { frozen }: PublishedVersion,
  asOf: CalendarDay,
): readonly { readonly findingId: string; readonly on: CalendarDay }[] =>
  frozen.milestones
    .flatMap((one) => answeredBy(one, 'peer_finding'))
    .flatMap(({ id, on }) => (on <= asOf ? [{ findingId: id, on }] : []));

export const publishedOrigins = (version: PublishedVersion, asOf: CalendarDay): readonly AdaptableAction[] =>
  version.frozen.milestones.map((one) => ({
    id: one.id,
    ref: one.ref,
    title: one.title,
    isCancelled: stateBy(one, stoodOnOf(version, asOf), asOf) === 'cancelled',
    adaptedFrom: one.adaptedFrom ?? null,
  }));

/** The dates that had passed when the version was proposed: of those that came later it cannot tell what became of them. */
export const publishedDates = (version: PublishedVersion, asOf: CalendarDay): readonly DueDate[] =>
  version.frozen.milestones
    .flatMap((one) => dueDatesOf(historyOf(one, stoodOnOf(version, asOf))))
    .filter(({ due }) => due.start < stoodOnOf(version, asOf));

function historyOf({ id, ref, title, state, dueOn, firstDue, history }: FrozenMilestone, by: CalendarDay) {
  const moves = (history?.moves ?? []).map(({ on, ...move }) => ({ ...move, onDay: on }));
  const changes = (history?.dates ?? []).map(({ on, from, to }) => ({ fromDue: from, toDue: to, onDay: on }));
  return {
    id,
    ref,
    title,
    // A version without a history tells of no date what became of it.
    isAgreed: firstDue !== null && history !== undefined,
    stateNow: state,
    dueNow: dueOn,
    moves: moves.filter(({ onDay: on }) => on <= by),
    firstMove: moves[0] ?? null,
    dateChanges: changes.filter(({ onDay: on }) => on <= by),
    firstDateChange: changes[0] ?? null,
    ratings: (history?.warnedOn ?? []).flatMap((on) => (on <= by ? [{ rating: 'at_risk' as const, onDay: on }] : [])),
  } satisfies MilestoneHistory;
}

/**
 * The actions as lesson 8 reads them. Where the version tells nothing of how an action came to its state, it counts as
 * having come to it on the day on which the version stood so: it had by then.
 */
export const publishedCourse = (version: PublishedVersion, asOf: CalendarDay): readonly PlanAction[] =>
  version.frozen.milestones.map((one) => {
    const stoodOn = stoodOnOf(version, asOf);
    const moves = (one.history?.moves ?? []).filter(({ on }) => on <= stoodOn).map(({ on, to }) => ({ on, to }));
    const changes = one.history ? moves : [{ on: stoodOn, to: one.state }];
    const first = one.firstDue;
    return {
      fact: { kind: 'milestone', id: one.id, ref: one.ref, label: one.title, on: first && onDay(first) },
      hasOwner: (one.ownerPost ?? '').trim() !== '',
      horizon: one.horizon as Horizon | null,
      since: [stoodOn, ...(first ? [first] : []), ...changes.map(({ on }) => on)].reduce(earlier),
      changes: changes.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on))),
    };
  });
