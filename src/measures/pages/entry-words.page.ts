import type { Period } from '../../kernel/period.js';
import { formatPeriod } from '../../shell/format.js';
import { valueFlags, valueStatuses } from '../domain/measure.js';
import { sayValue } from '../domain/measure-words.js';
import type { Unusual } from '../domain/unusual.js';
import { type EntryProblem, longestNote, type RowProblem } from '../domain/value-entry.js';

/** A period as it stands in a sentence, with plain spaces: "May 2026". */
export const periodWords = (on: Period): string => formatPeriod(on).replaceAll('\u00a0', ' ');

const lengths: Readonly<Record<string, string>> = { month: 'a month', quarter: 'a quarter', year: 'a year' };

type Worded = (period: string, frequency: string) => string;

const words: Readonly<Record<EntryProblem, Worded>> = {
  'period-missing': () => 'Enter the period of this number',
  'period-unreadable': () => 'Period must be written as 2026, 2026-Q2, 2026-04 or 2026-04-30',
  'period-of-another-length': (_, frequency) => `Period must be ${lengths[frequency] ?? 'as in the hint'}`,
  'period-not-over': (period) => `${period} is not over, so there can be no number for it`,
  'period-twice': (period) => `${period} is there twice. Leave one of them out`,
  'value-not-a-number': (period) => `Value for ${period} must be a number`,
  'value-not-a-percentage': (period) => `Value for ${period} must be between 0 and 100`,
  'value-below-zero': (period) => `Value for ${period} must be 0 or more`,
  'value-not-whole': (period) => `Value for ${period} must be a whole number of people`,
  'value-missing': (period) => `Enter the value for ${period}, or a letter that says why there is none`,
  'value-beside-letter': (period) => `Value for ${period} must be empty where a letter stands instead of it`,
  'value-not-the-share': (period) => `Value for ${period} must be numerator divided by denominator`,
  'numerator-not-a-count': (period) => `Numerator for ${period} must be a whole number`,
  'denominator-not-a-count': (period) => `Denominator for ${period} must be a whole number`,
  'numerator-alone': (period) => `Enter the denominator for ${period}`,
  'numerator-too-large': (period) => `Numerator for ${period} must not be larger than its denominator`,
  'flag-unknown': (period) => `Letter for ${period} must be one of ${Object.keys(valueFlags).join(', ')}`,
  'note-too-long': (period) => `Note for ${period} must be ${longestNote} characters or less`,
  'words-of-a-person': () =>
    'This looks like it could identify a person. Take out names, dates of birth and case numbers',
  'words-of-few': () => 'Numbers under 5 must not be published. Use “fewer than 5”',
  'revision-unexplained': (period) => `Enter a note that says why the value for ${period} changes: it was final`,
};

export const problemWords = ({ problem, on }: RowProblem, frequency: string): string =>
  words[problem](on ? periodWords(on) : 'this period', frequency);

/** "95% in October 2026 is above the upper limit of 81.34%." */
export function unusualWords({ on, because, value, before, limits }: Unusual, unit: string): string {
  const said = `${sayValue(value, unit)} in ${periodWords(on)}`;
  if (because === 'above-limits' && limits)
    return `${said} is above the upper limit of ${sayValue(limits.upper, unit)}.`;
  if (because === 'below-limits' && limits)
    return `${said} is below the lower limit of ${sayValue(limits.lower, unit)}.`;
  const from = before === null ? '' : `, from ${sayValue(before, unit)} in the period before,`;
  if (because === 'jump' && limits)
    return `${said}${from} is a jump: from one number to the next it is ${sayValue(limits.upperRange, unit)} at most.`;
  return `${said}${from} is far from it. There are too few numbers for limits yet.`;
}

export const unexplained = ({ on }: Unusual): string =>
  `Enter why the value for ${periodWords(on)} is so far from the others`;

/** "82%, provisional". */
export function heldWords(
  held: {
    readonly value: number | null;
    readonly status: string;
    readonly flag: string | null;
    readonly visibility: string;
  },
  unit: string,
): string {
  const flag = held.flag as keyof typeof valueFlags | null;
  const number = held.value === null ? (flag ? valueFlags[flag] : 'Not known') : sayValue(held.value, unit);
  const status = valueStatuses[held.status as keyof typeof valueStatuses] ?? held.status;
  return [number, held.status === 'final' ? '' : status.toLowerCase(), held.visibility === 'board' ? 'board only' : '']
    .filter(Boolean)
    .join(', ');
}
