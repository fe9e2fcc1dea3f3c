import { type CalendarDay, addDays } from '../../kernel/calendar-day.js';
import { onDay, type Period, periodMiddle } from '../../kernel/period.js';
import { atLeast, between, fellWithin, type Judged } from './judging.js';

/** Whether something holds. `is`: by the middle of its dates, as all sums reckon. `unsure`: its dates allow both. */
export type Asked = { readonly is: boolean; readonly unsure: boolean };

type Answer = 'yes' | 'no' | 'unsure';

export const surely = (is: boolean): Asked => ({ is, unsure: false });

/** What is not known either way; `is` is what it counts as. */
export const unknown = (is: boolean): Asked => ({ is, unsure: true });

const middle = (on: Period): Period => onDay(periodMiddle(on));

/** Asks a question of a date: of the whole of its span, and of its middle. */
export const askOf = (on: Period, question: (on: Period) => Answer): Asked => ({
  is: question(middle(on)) === 'yes',
  unsure: question(on) === 'unsure',
});

/** Asks a question of two dates. A second that is missing is a "no" without doubt. */
export const askOfBoth = (
  first: Period,
  then: Period | null,
  question: (first: Period, then: Period) => Answer,
): Asked =>
  then
    ? { is: question(middle(first), middle(then)) === 'yes', unsure: question(first, then) === 'unsure' }
    : surely(false);

/** Whether something lies within the last so many days: `(asOf − days, asOf]`. */
export const isInLast = (on: Period, days: number, asOf: CalendarDay): Asked =>
  askOf(on, (when) => fellWithin(when, addDays(asOf, 1 - days), asOf));

/** One thing of which a share is made: whether it is counted at all, and whether it is one of those asked for. */
export type Item = { readonly counted: Asked; readonly hit: Asked };

/** `hits` of `all` by the middles of dates; `best` and `worst` are the shares that their spans allow. */
export type Share = { readonly hits: number; readonly all: number; readonly best: number; readonly worst: number };

const possible = ({ is, unsure }: Asked): boolean => is || unsure;
const certain = ({ is, unsure }: Asked): boolean => is && !unsure;

/**
 * A share with the bounds that inexact dates leave. The worst counts no doubtful hit, and everything of doubtful
 * belonging that is not surely a hit; the best counts every doubtful hit, whether or not it surely belongs.
 */
export function shareOf(items: readonly Item[]): Share {
  const number = (test: (item: Item) => boolean): number => items.filter(test).length;
  const belonging = number(({ counted }) => certain(counted));
  const doubtful = items.filter(({ counted }) => counted.unsure);
  const worstHits = number(({ counted, hit }) => certain(counted) && certain(hit));
  const bestHits = number(({ counted, hit }) => certain(counted) && possible(hit));
  const alsoHits = doubtful.filter(({ hit }) => possible(hit)).length;
  const alsoMisses = doubtful.filter(({ hit }) => !certain(hit)).length;
  const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    hits: number(({ counted, hit }) => counted.is && hit.is),
    all: number(({ counted }) => counted.is),
    best: ratio(bestHits + alsoHits, belonging + alsoHits),
    worst: ratio(worstHits, belonging + alsoMisses),
  };
}

/** The share itself, by the middles of dates; 0 of nothing. */
export const valueOf = ({ hits, all }: Share): number => (all === 0 ? 0 : hits / all);

/** Half the width that inexact dates leave, as a share from 0 to 1; null where all dates are exact. */
export const giveOf = ({ best, worst }: Share): number | null => (best === worst ? null : (best - worst) / 2);

/** A share of which more is better, judged at the best and at the worst that its dates allow. */
export const judgeShare = (
  { best, worst }: Share,
  limits: { readonly supports: number; readonly challenge: number },
): Judged => between(atLeast(best, limits), atLeast(worst, limits));
