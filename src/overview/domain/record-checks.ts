import { type CalendarDay, addDays } from '../../kernel/calendar-day.js';
import { parsePeriod, periodEnd } from '../../kernel/period.js';

/** What is looked for in the record of a body. Each is a fault of the record, never of the body. */
export const checkRules = {
  dates_out_of_order: 'Dates out of order',
  episode_without_trigger: 'Episode with no trigger',
  member_without_independence: 'Member with no independence kind',
  evidence_withdrawn: 'Evidence withdrawn after an assessment',
  event_without_review: 'Significant event with no learning review',
  learning_past_its_day: 'Shared learning past the day to look again',
  no_headcount: 'Concerns with no number of staff',
} as const;
export type CheckRule = keyof typeof checkRules;
export const checkRuleKeys = Object.keys(checkRules) as readonly CheckRule[];

/** What a rule says of one record. `place` and `placeOf` say where it can be put right. */
export type RecordCheck = {
  readonly rule: CheckRule;
  readonly organisation: string;
  /** What it is about, such as an inspection by its reference. */
  readonly about: string;
  readonly message: string;
  readonly kind: CheckedKind;
  /** What an address is made of: a reference, or two where the record lies within another. */
  readonly at: readonly string[];
};

export const checkedKinds = [
  'inspection',
  'intervention',
  'peer_support',
  'post_holding',
  'episode',
  'milestone',
  'board_member',
  'assessment',
  'event',
  'learning',
  'organisation',
] as const;
export type CheckedKind = (typeof checkedKinds)[number];

/** Two dates of one record, of which the first should not lie after the second. */
export type DatedPair = {
  readonly kind: CheckedKind;
  readonly organisation: string;
  readonly about: string;
  readonly at: string;
  readonly within: string | null;
  readonly firstIs: string;
  readonly first: string;
  readonly secondIs: string;
  readonly second: string;
};

/**
 * Whether a date lies after another for certain. Dates that are known to the month or the year alone are out of order
 * only where no days within them could be in order; one that cannot be read is never in order with anything.
 */
export function isOutOfOrder(first: string, second: string): boolean {
  const [from, to] = [parsePeriod(first), parsePeriod(second)];
  if (!from || !to) return true;
  return from.start > periodEnd(to);
}

export const pairChecks = (pairs: readonly DatedPair[]): RecordCheck[] =>
  pairs
    .filter(({ first, second }) => isOutOfOrder(first, second))
    .map(({ kind, organisation, about, at, within, firstIs, first, secondIs, second }) => ({
      rule: 'dates_out_of_order',
      organisation,
      about,
      message: `${firstIs} (${first}) lies after ${secondIs} (${second}).`,
      kind,
      at: within === null ? [at] : [within, at],
    }));

/** An event asks for a review within so many days (lesson 5, signal 4). */
export const daysToReview = 30;

/** Whether the time for a review of an event is over: counted from the last day on which it may have happened. */
export function isReviewLate(occurredOn: string, today: CalendarDay): boolean {
  const occurred = parsePeriod(occurredOn);
  return occurred !== null && addDays(periodEnd(occurred), daysToReview) < today;
}
