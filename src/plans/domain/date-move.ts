import { type CalendarDay } from '../../kernel/calendar-day.js';
import { minutesBetween } from '../../kernel/instant.js';
import { ok, refused, type Result } from '../../kernel/result.js';
import type { BoardDecision, ReasonCode } from './milestone-words.js';
import type { MilestoneState } from './milestone-state.js';

/** Fewest characters that say why a date moves. */
export const shortestReason = 20;
const correctionMinutes = 24 * 60;

export type DatedFacts = {
  readonly state: MilestoneState;
  /** The first date that was agreed; null: the plan is still being written, and its dates are only typed. */
  readonly baselineDue: CalendarDay | null;
  readonly currentDue: CalendarDay;
  /** When and by whom the current date was written. */
  readonly dateWrittenAt: string;
  readonly dateWrittenBy: string;
};

export type AskedDate = { readonly to: CalendarDay; readonly reasonCode: ReasonCode; readonly reason: string };

export type DateRefusal =
  | 'not-agreed-yet'
  | 'finished'
  | 'no-reason'
  | 'reason-too-short'
  | 'not-after-today'
  | 'same-date'
  | 'no-decision'
  | 'not-the-same-person'
  | 'too-late-to-correct';

const open: readonly MilestoneState[] = ['not_started', 'in_progress', 'paused'];

/**
 * Whether a new date may be asked for (record B4): after today, another than the one there is, with a reason of at
 * least 20 characters. Before a first date is fixed there is nothing to move: the date is edited.
 */
export function askForDate(facts: DatedFacts, asked: AskedDate, today: CalendarDay): Result<AskedDate, DateRefusal> {
  if (facts.baselineDue === null) return refused('not-agreed-yet');
  if (!open.includes(facts.state)) return refused('finished');
  const reason = asked.reason.trim();
  if (reason === '') return refused('no-reason');
  if ([...reason].length < shortestReason) return refused('reason-too-short');
  if (asked.to <= today) return refused('not-after-today');
  if (asked.to === facts.currentDue) return refused('same-date');
  return ok({ ...asked, reason });
}

/** Whether the board’s decision moves the date. */
export function decideDate(
  facts: DatedFacts,
  asked: AskedDate,
  decision: BoardDecision | null,
  today: CalendarDay,
): Result<AskedDate, DateRefusal> {
  if (!decision) return refused('no-decision');
  return askForDate(facts, asked, today);
}

/** Whoever wrote a wrong date puts it right within 24 hours without a decision. It is listed all the same. */
export function correctDate(
  facts: DatedFacts,
  asked: AskedDate,
  { by, now, today }: { readonly by: string; readonly now: string; readonly today: CalendarDay },
): Result<AskedDate, DateRefusal> {
  const allowed = askForDate(facts, { ...asked, reasonCode: 'correcting_mistake' }, today);
  if (!allowed.ok) return allowed;
  if (facts.dateWrittenBy !== by) return refused('not-the-same-person');
  if (minutesBetween(facts.dateWrittenAt, now) > correctionMinutes) return refused('too-late-to-correct');
  return allowed;
}
