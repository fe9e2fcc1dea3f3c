import { addDays } from '../../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd } from '../../../kernel/period.js';
import type { FrozenPlan } from '../../../plans/domain/frozen-plan.js';
import { planDifference } from '../../../plans/domain/plan-difference.js';
import type { UsedFact } from '../signal.js';
import type { DirectionChange } from './facts.js';

/** Who held a leading post, as far as the reading may know. */
export type Holding = {
  readonly fact: UsedFact;
  /** Holdings of one post have the same key. */
  readonly post: string;
  readonly from: Period | null;
  readonly to: Period | null;
};

/** A successor who comes within these days of an end, before it or after, makes it one change and not two. */
const handover = 183;

/** Every new holder; and every end after which nobody came within half a year. */
export function postChanges(holdings: readonly Holding[]): readonly DirectionChange[] {
  const starts = holdings.flatMap(({ fact, from }) => (from ? [change({ ...fact, on: from })] : []));
  const gaps = holdings.flatMap(({ fact, post, to }) => {
    if (!to) return [];
    const isFollowed = holdings.some(
      (other) =>
        other.post === post &&
        other.fact.id !== fact.id &&
        other.from !== null &&
        periodEnd(other.from) >= addDays(to.start, -handover) &&
        other.from.start <= addDays(periodEnd(to), handover),
    );
    return isFollowed ? [] : [change({ ...fact, label: `${fact.label}, who left`, on: to })];
  });
  return [...starts, ...gaps].toSorted((a, b) => byPeriod(a.fact.on, b.fact.on));
}

const change = (fact: UsedFact & { readonly on: Period }): DirectionChange => ({ fact, kind: 'post', dropped: null });

/** An agreed version of a plan, with what the board read. */
export type AgreedPlan = {
  readonly fact: UsedFact & { readonly on: Period };
  readonly planId: string;
  readonly frozen: FrozenPlan;
};

/** Every version after the first of its plan, with how many milestones of the one before it dropped. */
export function planChanges(versions: readonly AgreedPlan[]): readonly DirectionChange[] {
  return versions.flatMap(({ fact, planId, frozen }, index): DirectionChange[] => {
    const before = versions.slice(0, index).findLast((earlier) => earlier.planId === planId);
    if (!before) return [];
    const live = before.frozen.milestones.filter(({ state }) => state !== 'cancelled');
    const { removed } = planDifference({ ...before.frozen, milestones: live }, frozen);
    return [{ fact, kind: 'plan', dropped: { count: removed.length, of: live.length } }];
  });
}
