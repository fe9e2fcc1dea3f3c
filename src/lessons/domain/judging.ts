import { addDays, type CalendarDay } from '../../kernel/calendar-day.js';
import { type Months, type Period, periodEnd } from '../../kernel/period.js';
import { isUncertain, type Limits, type SignalOutcome, type SignalResult, type UsedFact } from './signal.js';

/** Said after a sentence whose dates leave the result open. */
export const notExact = 'The dates are not exact enough to be sure.';

/** A limit by its name. Throws on one that the signal does not have: a programmer's mistake. */
export function limitOf(limits: Limits, name: string): number {
  const limit = limits[name];
  if (limit === undefined) throw new Error(`There is no limit ${name}`);
  return limit;
}

/** What a signal says where the least data are not there: each of `missing` is a sentence that begins with a verb. */
export const notEnough = (
  sentence: string,
  missing: readonly string[],
  rest: Partial<Pick<SignalOutcome, 'n' | 'used' | 'notes'>> = {},
): SignalOutcome => ({
  result: 'not_enough',
  value: null,
  uncertainty: null,
  n: 0,
  sentence,
  missing,
  used: [],
  notes: [],
  ...rest,
});

/** What a signal says before its clock has begun. */
export const notYet = (sentence: string, used: readonly UsedFact[] = []): SignalOutcome => ({
  result: 'not_yet',
  value: null,
  uncertainty: null,
  n: 0,
  sentence,
  missing: [],
  used,
  notes: [],
});

/**
 * A length of time of which less is better: supported up to the first limit, a challenge beyond the second. A limit
 * that lies within the ± of the dates makes it a matter to discuss.
 */
export function atMost(value: Months, limits: { readonly supports: number; readonly challenge: number }): Judged {
  if (isUncertain(value, limits.supports) || isUncertain(value, limits.challenge))
    return { result: 'discuss', unsure: true };
  if (value.months <= limits.supports) return { result: 'supports', unsure: false };
  return { result: value.months > limits.challenge ? 'challenge' : 'discuss', unsure: false };
}

/** A share or a count of which more is better: supported from the first limit, a challenge below the second. */
export function atLeast(
  value: number,
  limits: { readonly supports: number; readonly challenge: number },
): SignalResult {
  // A share that is the limit but for the last binary digit is the limit: 4 of 5 is 80%.
  const hair = 1e-9;
  if (value >= limits.supports - hair) return 'supports';
  return value < limits.challenge - hair ? 'challenge' : 'discuss';
}

/** `unsure`: the dates decide nothing, which is said beside the result. */
export type Judged = { readonly result: SignalResult; readonly unsure: boolean };

/** The same answer from the best and the worst that the dates allow is sure; two answers are a matter to discuss. */
export const between = (best: SignalResult, worst: SignalResult): Judged =>
  best === worst ? { result: best, unsure: false } : { result: 'discuss', unsure: true };

/** Whether something fell within days, the first and the last included. `unsure`: its date is not exact enough. */
export function fellWithin(on: Period, first: CalendarDay, last: CalendarDay): 'yes' | 'no' | 'unsure' {
  const end = periodEnd(on);
  if (end < first || on.start > last) return 'no';
  return on.start >= first && end <= last ? 'yes' : 'unsure';
}

/**
 * Whether `then` came at most `days` after `first`. Null is "it has not come": no. `unsure`: the dates are not exact
 * enough.
 */
export function cameWithin(first: Period, days: number, then: Period | null): 'yes' | 'no' | 'unsure' {
  if (!then) return 'no';
  if (periodEnd(then) <= addDays(first.start, days)) return 'yes';
  return then.start > addDays(periodEnd(first), days) ? 'no' : 'unsure';
}

/** Whether more than `days` have gone by since, up to and with `asOf`. */
export function isOlderThan(on: Period, days: number, asOf: CalendarDay): 'yes' | 'no' | 'unsure' {
  if (addDays(periodEnd(on), days) < asOf) return 'yes';
  return addDays(on.start, days) >= asOf ? 'no' : 'unsure';
}
