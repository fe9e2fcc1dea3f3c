import { daysPerMonth, toOneDecimal } from '../../kernel/period.js';
import { formatCount, formatDecimal, formatList, formatMonths, noBreak, plural } from '../../shell/format.js';
import { type EpisodeArea, episodeAreas } from '../../vocabulary/domain/episode-areas.js';
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

/** "95% interval: 24.0 to 33.5 months"; where the curve does not reach an end, that is said. */
export function sayInterval({ lower, upper }: Quantile): string {
  if (lower !== null && upper !== null) return `95% interval: ${sayMonths(lower)} to ${sayMonths(upper)} months`;
  if (lower !== null) return `95% interval: from ${sayMonths(lower)} months; its upper end is not reached`;
  return upper === null ? 'no 95% interval' : `95% interval: up to ${sayMonths(upper)} months`;
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
  return `Half of ${episodes} ${outcomeOf(definition)} within ${sayDays(median.days)} (${sayInterval(median)}).`;
}

/** Of whom the answer is: what a reader must know before taking it for an answer about others. */
export function whoseWords({ cases }: Pick<GroupReading, 'cases'>): string | null {
  if (cases.length === 0) return null;
  // Once over the episodes of a whole country. Days are text that sorts: the first and the last need no sorting.
  let [earliest, latest] = ['9999', ''];
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { of } of cases) {
    const { start } = of.triggered.on;
    if (start < earliest) earliest = start;
    if (start > latest) latest = start;
    counts.set(of.area, (counts.get(of.area) ?? 0) + 1);
    seen.add(of.organisationId);
  }
  const [first, last] = [earliest.slice(0, 4), latest.slice(0, 4)];
  const parts = [...counts]
    .toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([area, count]) => `${episodeAreas[area as EpisodeArea] ?? area} (${formatCount(count)})`);
  const bodies = plural(seen.size, 'organisation');
  return `${plural(cases.length, 'episode')} of ${bodies}, triggered ${first === last ? `in ${first}` : `from ${first} to ${last}`}, by part of the work: ${formatList(parts)}.`;
}

/** That cases were chosen says what their figures cannot: how it is with failures that nobody chose. */
export function chosenWords({ cases }: Pick<GroupReading, 'cases'>): string | null {
  const chosen = cases.filter(({ of }) => of.origin === 'library').length;
  if (chosen === 0) return null;
  return chosen === cases.length
    ? `No sample: ${chosen === 1 ? 'this episode was' : `these ${formatCount(chosen)} episodes were`} chosen to be told as cases. The figures hold of them, and say nothing of failures that nobody chose.`
    : `${formatCount(chosen)} of these ${formatCount(cases.length)} episodes ${chosen === 1 ? 'was' : 'were'} chosen to be told as cases; the others are those that the judgements on the record show.`;
}

export const sayCounts = ({ events, competing, censored }: GroupReading): string =>
  `${formatCount(events)} recovered, ${formatCount(competing)} ended otherwise, ${formatCount(censored)} still ran when the record ends`;
