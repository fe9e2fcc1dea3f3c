import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { FrozenMilestone, FrozenPlan, FrozenPriority } from './frozen-plan.js';

export type Changed = { readonly what: string; readonly from: string; readonly to: string };

type Of = { readonly ref: string; readonly title: string };
export type ReDated = Of & { readonly from: CalendarDay; readonly to: CalendarDay };
export type ReWorded = Of & { readonly changes: readonly Changed[] };

/** What lies between two versions of a plan, or between one and the plan as it stands. */
export type PlanDifference = {
  readonly added: readonly FrozenMilestone[];
  /** No longer in it, or cancelled since. */
  readonly removed: readonly (Of & { readonly isCancelled: boolean })[];
  readonly reDated: readonly ReDated[];
  readonly reOwned: readonly ReWorded[];
  readonly reWorded: readonly ReWorded[];
  readonly priorities: readonly ReWorded[];
  readonly unchanged: number;
};

const said = (text: string | null): string => text ?? 'Nothing';

const changed = <Item>(before: Item, after: Item, columns: readonly Column<Item>[]): Changed[] =>
  columns.flatMap(([what, of]) => {
    const [then, now] = [of(before), of(after)];
    return then === undefined || now === undefined || then === now ? [] : [{ what, from: said(then), to: said(now) }];
  });

/** What is compared; undefined: a version was kept without it, so nobody can say that it changed. */
type Column<Item> = readonly [string, (item: Item) => string | null | undefined];

const owners: readonly Column<FrozenMilestone>[] = [
  ['Owner', ({ ownerPost }) => ownerPost],
  ['Deputy', ({ deputyPost }) => deputyPost],
];

const words: readonly Column<FrozenMilestone>[] = [
  ['Action', ({ title }) => title],
  ['Done means', ({ doneMeans }) => doneMeans],
  ['Priority', ({ priority }) => String(priority)],
  ['Kind of change', ({ lever }) => lever],
  ['Horizon', ({ horizon }) => horizon],
  ['Weight', ({ weight }) => weight],
  ['Adapted from', ({ adaptedFrom }) => adaptedFrom],
];

/**
 * What was added, removed, re-dated, re-owned and re-worded from one version to another, told apart: a milestone that
 * changed in several ways is in several lists. A cancelled one counts as removed, and is in no other list. Milestones
 * are the same by their id, whatever they are called.
 */
export function planDifference(before: FrozenPlan, after: FrozenPlan): PlanDifference {
  const then = new Map(before.milestones.map((one) => [one.id, one]));
  const now = new Map(after.milestones.map((one) => [one.id, one]));
  const gone = before.milestones.filter(({ id, state }) => {
    const still = now.get(id);
    return !still || (still.state === 'cancelled' && state !== 'cancelled');
  });
  const lost = new Set(gone.map(({ id }) => id));
  const both = after.milestones.flatMap((later) => {
    const earlier = lost.has(later.id) ? undefined : then.get(later.id);
    return earlier ? [{ earlier, later }] : [];
  });
  const differing = (columns: typeof words): ReWorded[] =>
    both.flatMap(({ earlier, later }) => {
      const changes = changed(earlier, later, columns);
      return changes.length === 0 ? [] : [{ ref: later.ref, title: later.title, changes }];
    });
  const reDated = both.flatMap(({ earlier, later }) =>
    earlier.dueOn === later.dueOn ? [] : [{ ref: later.ref, title: later.title, from: earlier.dueOn, to: later.dueOn }],
  );
  const reOwned = differing(owners);
  const reWorded = differing(words);
  const touched = new Set([...reDated, ...reOwned, ...reWorded].map(({ ref }) => ref));
  return {
    added: after.milestones.filter(({ id }) => !then.has(id)),
    removed: gone.map(({ id, ref, title }) => ({ ref, title, isCancelled: now.has(id) })),
    reDated,
    reOwned,
    reWorded,
    priorities: priorityChanges(before.priorities, after.priorities),
    unchanged: both.filter(({ later }) => !touched.has(later.ref)).length,
  };
}

const priorityWords: readonly Column<FrozenPriority | null>[] = [
  ['Title', (one) => one?.title ?? null],
  ['What will be different', (one) => one?.outcome ?? null],
  ['Lead', (one) => one?.leadPost ?? null],
  ['Sponsor', (one) => one?.sponsor ?? null],
];

function priorityChanges(before: readonly FrozenPriority[], after: readonly FrozenPriority[]): ReWorded[] {
  const numbers = [...new Set([...before, ...after].map(({ number }) => number))].toSorted((a, b) => a - b);
  return numbers.flatMap((number) => {
    const earlier = before.find((one) => one.number === number) ?? null;
    const later = after.find((one) => one.number === number) ?? null;
    const changes = changed(earlier, later, priorityWords);
    const title = (later ?? earlier)?.title ?? '';
    return changes.length === 0 ? [] : [{ ref: `Priority ${number}`, title, changes }];
  });
}

/** Whether nothing differs. */
export const isSame = (difference: PlanDifference): boolean =>
  Object.values(difference).every((list) => typeof list === 'number' || list.length === 0);
