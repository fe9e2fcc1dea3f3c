import { daysPerMonth, toOneDecimal } from '../../kernel/period.js';
import { formatCount, formatDecimal, formatMonths, noBreak, plural } from '../../shell/format.js';
import type { Quantile } from '../domain/curve-summary.js';
import type { Definition } from '../domain/recovery-case.js';
import type { GroupReading } from '../domain/recovery-reading.js';

export const monthsOf = (days: number): number => days / daysPerMonth;

/** "28.1 months (2 years 4 months)". */
export const sayDays = (days: number): string => formatMonths({ months: toOneDecimal(monthsOf(days)), uncertainty: 0 });

/** "28.1". */
export const sayMonths = (days: number): string => formatDecimal(toOneDecimal(monthsOf(days)));

/** "24.0 to 33.5"; a bound that the curve does not reach is said. */
export function sayBounds({ lower, upper }: Quantile): string {
  if (lower === null && upper === null) return 'no interval';
  return `${lower === null ? 'not known' : sayMonths(lower)} to ${upper === null ? 'not reached' : sayMonths(upper)}`;
}

export const sayShare = (share: number): string => `${Math.round(share * 100)}%`;

/** "38%", "31% to 45%". */
export const sayShareBounds = (lower: number | null, upper: number | null): string =>
  lower === null || upper === null ? '' : `${sayShare(lower)} to ${sayShare(upper)}`;

/** "p = 0.041", "p less than 0.001". */
export const sayChance = (p: number): string => noBreak(p < 0.001 ? 'p less than 0.001' : `p = ${p.toFixed(3)}`);

/** What has come about, said of several. */
const outcome: Readonly<Record<Definition, string>> = {
  'not-failing': 'were judged not failing',
  good: 'were judged good or better',
  'intervention-ended': 'were free of formal intervention',
};

export const outcomeOf = (definition: Definition): string => outcome[definition];

/** Whoever the share of the curve is. */
export const stillWords: Readonly<Record<Definition, string>> = {
  'not-failing': 'Still failing',
  good: 'Not yet good',
  'intervention-ended': 'Still in intervention',
};

export const tooFew = 'Fewer than 10 episodes: no curve is drawn, the list is shown.';

/** The answer in a sentence that anybody can read aloud. */
export function answerOf({ n, curve, median }: GroupReading, definition: Definition): string {
  const episodes = plural(n, 'episode');
  if (n === 0) return 'No episode on the record answers this question.';
  if (!curve) return tooFew;
  if (median.days === null)
    return `Fewer than half of ${episodes} ${outcomeOf(definition)}, as far as there are enough to follow.`;
  return `Half of ${episodes} ${outcomeOf(definition)} within ${sayDays(median.days)} (95% interval: ${sayBounds(median)} months).`;
}

export const sayCounts = ({ events, competing, censored }: GroupReading): string =>
  `${formatCount(events)} recovered, ${formatCount(competing)} ended otherwise, ${formatCount(censored)} still ran when the record ends`;
