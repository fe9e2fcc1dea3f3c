import { type CalendarDay, later } from '../../kernel/calendar-day.js';
import { onDay, type Period } from '../../kernel/period.js';
import type { MilestoneState } from '../../plans/domain/milestone-state.js';
import type { OwnerRating } from '../../plans/domain/milestone-words.js';
import type { DueDate } from './lesson5/facts.js';

/** One change of state, for the day on which it took place. */
export type PastMove = { readonly from: MilestoneState; readonly to: MilestoneState; readonly onDay: CalendarDay };
/** One move of its date. */
export type PastDateChange = {
  readonly fromDue: CalendarDay;
  readonly toDue: CalendarDay;
  readonly onDay: CalendarDay;
};
/** What was said of it on a day. */
export type PastRating = { readonly rating: OwnerRating; readonly onDay: CalendarDay };

/**
 * A milestone with the part of its history that a reading may use, each list in the order in which it was written.
 * `stateNow` and `dueNow` are those of today: they hold only where there is no history that says otherwise.
 */
export type MilestoneHistory = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly isAgreed: boolean;
  readonly stateNow: MilestoneState;
  readonly dueNow: CalendarDay;
  readonly moves: readonly PastMove[];
  /** The first move of all, whether or not the reading may use it: it tells how the milestone began. */
  readonly firstMove: PastMove | null;
  readonly dateChanges: readonly PastDateChange[];
  readonly firstDateChange: PastDateChange | null;
  readonly ratings: readonly PastRating[];
};

/** Where it stood at the end of the history that may be used. */
export const stateThen = ({ moves, firstMove, stateNow }: MilestoneHistory): MilestoneState =>
  moves.at(-1)?.to ?? firstMove?.from ?? stateNow;

/** Where it stood at the end of a day within that history. */
function stateOnDay(history: MilestoneHistory, day: CalendarDay): MilestoneState {
  const past = history.moves.filter(({ onDay: on }) => on <= day);
  return past.at(-1)?.to ?? history.firstMove?.from ?? history.stateNow;
}

const complete: readonly MilestoneState[] = ['action_complete', 'impact_shown', 'embedded'];
const resting: readonly MilestoneState[] = ['paused', 'cancelled'];

/** The last day up to `day` on which it came into one of these states, if it is in one of them then. */
function sinceWhen(history: MilestoneHistory, states: readonly MilestoneState[], day: CalendarDay): Period | null {
  if (!states.includes(stateOnDay(history, day))) return null;
  const entered = history.moves.findLast(
    ({ from, to, onDay: on }) => on <= day && states.includes(to) && !states.includes(from),
  );
  return onDay(entered?.onDay ?? day);
}

/**
 * Every date that it had, from the first that was agreed on. A date that was moved, paused or cancelled by the day
 * itself was dropped; warnings are those of its own time, up to the day.
 */
export function dueDatesOf(history: MilestoneHistory): readonly DueDate[] {
  if (!history.isAgreed) return [];
  const { dateChanges, firstDateChange, dueNow } = history;
  const first = dateChanges[0]?.fromDue ?? firstDateChange?.fromDue ?? dueNow;
  const held = [
    { due: first, from: null, movedOn: dateChanges[0]?.onDay ?? null },
    ...dateChanges.map(({ toDue, onDay: from }, place) => ({
      due: toDue,
      from,
      movedOn: dateChanges[place + 1]?.onDay ?? null,
    })),
  ];
  return held.map(({ due, from, movedOn }) => ({
    milestoneId: history.id,
    ref: history.ref,
    title: history.title,
    due: onDay(due),
    metOn: sinceWhen(history, complete, due),
    droppedOn: movedOn !== null && movedOn <= due ? onDay(movedOn) : sinceWhen(history, resting, due),
    warnings: history.ratings
      .filter(({ rating, onDay: on }) => rating !== 'on_track' && on <= due && (from === null || on >= from))
      .map(({ onDay: on }) => onDay(on)),
  }));
}

/** The last day on which anything was written of it; null: nothing was. */
export const lastWord = ({ moves, ratings, dateChanges }: MilestoneHistory): CalendarDay | null =>
  [...moves, ...ratings, ...dateChanges]
    .map(({ onDay: on }) => on)
    .reduce<CalendarDay | null>((last, on) => (last === null ? on : later(last, on)), null);
