import { type CalendarDay, daysBetween } from '../../kernel/calendar-day.js';
import { groupBy } from '../../kernel/group-by.js';
import { isComplete, type MilestoneState } from './milestone-state.js';
import { slipDays } from './slip.js';

/**
 * What became of the dates of a plan (pages.md D1, features.md (b) 9): how often they moved and how far, and whether
 * work was on time against the first date and against the current one. The second figure alone is made good by moving
 * dates; the two side by side are not.
 */
export type LedgerChange = {
  readonly fromDue: CalendarDay;
  readonly toDue: CalendarDay;
  /** The day on which it was moved. */
  readonly onDay: CalendarDay;
  /** Null: a mistake put right within a day, which is no move. */
  readonly decisionRef: string | null;
};

export type LedgerMilestone = {
  readonly priority: string;
  readonly ownerPost: string | null;
  readonly baselineDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  readonly state: MilestoneState;
  readonly evidenceOwedUntil: CalendarDay | null;
  readonly completedOn: CalendarDay | null;
  readonly changes: readonly LedgerChange[];
};

/** `met` of `of`: whole milestones. `of` 0: none has come due, and there is no share. */
export type Share = { readonly met: number; readonly of: number };

export type SlipFigures = {
  readonly milestones: number;
  /** Milestones without a first date: they have no slip. */
  readonly withoutFirst: number;
  /** Milestones whose date has moved at least once, by a decision. */
  readonly moved: number;
  /** Moves by a decision; mistakes put right are none. */
  readonly moves: number;
  /** Moves made 14 days or less before the date that they moved, or after it. */
  readonly lateMoves: number;
  /** Days by which current dates are later than first ones, added up. */
  readonly daysLater: number;
  /** Days by which others were brought forward, added up: they make nothing good. */
  readonly daysEarlier: number;
  readonly onTimeFirst: Share;
  readonly onTimeCurrent: Share;
};

/** Days before a date within which moving it is late. */
export const lateMoveDays = 14;

const isMove = ({ decisionRef }: LedgerChange): boolean => decisionRef !== null;

/** Whether a date was moved when it was all but over, or past. */
export const isLateMove = (change: LedgerChange): boolean =>
  isMove(change) && daysBetween(change.onDay, change.fromDue) <= lateMoveDays;

/**
 * Of the milestones whose date has come, how many were complete by it. A milestone is judged when it is complete or
 * when its date is before today; cancelled and paused ones are judged with the others, and evidence that is owed does
 * not complete anything. On the day itself there is still time.
 */
export function onTime(
  milestones: readonly LedgerMilestone[],
  dateOf: (milestone: LedgerMilestone) => CalendarDay | null,
  today: CalendarDay,
): Share {
  let met = 0;
  let of = 0;
  for (const milestone of milestones) {
    const due = dateOf(milestone);
    const done = isComplete(milestone);
    if (due === null || (!done && due >= today)) continue;
    of += 1;
    if (done && milestone.completedOn !== null && milestone.completedOn <= due) met += 1;
  }
  return { met, of };
}

export function slipFigures(milestones: readonly LedgerMilestone[], today: CalendarDay): SlipFigures {
  const slips = milestones.flatMap((one) => slipDays(one) ?? []);
  const changes = milestones.flatMap((one) => one.changes);
  const sum = (days: readonly number[]): number => days.reduce((total, each) => total + each, 0);
  return {
    milestones: milestones.length,
    withoutFirst: milestones.length - slips.length,
    moved: milestones.filter((one) => one.changes.some(isMove)).length,
    moves: changes.filter(isMove).length,
    lateMoves: changes.filter(isLateMove).length,
    daysLater: sum(slips.filter((days) => days > 0)),
    daysEarlier: sum(slips.flatMap((days) => (days < 0 ? -days : []))),
    onTimeFirst: onTime(milestones, ({ baselineDue }) => baselineDue, today),
    onTimeCurrent: onTime(milestones, ({ currentDue }) => currentDue, today),
  };
}

export type SlipGroup = { readonly name: string; readonly figures: SlipFigures };

export type SlipLedger = {
  readonly all: SlipFigures;
  readonly byPriority: readonly SlipGroup[];
  readonly byOwner: readonly SlipGroup[];
};

/** The whole ledger. Groups stand in the order in which their first milestone does; without an owner last. */
export function slipLedger(milestones: readonly LedgerMilestone[], today: CalendarDay): SlipLedger {
  const groups = (nameOf: (milestone: LedgerMilestone) => string | null): SlipGroup[] =>
    [...groupBy(milestones, nameOf)]
      .toSorted(([a], [b]) => Number(a === null) - Number(b === null))
      .map(([name, own]) => ({ name: name ?? 'No owner', figures: slipFigures(own, today) }));
  return {
    all: slipFigures(milestones, today),
    byPriority: groups(({ priority }) => priority),
    byOwner: groups(({ ownerPost }) => ownerPost),
  };
}
