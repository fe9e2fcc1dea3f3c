import type { Assurance, NoAssurance } from './assurance.js';
import type { Shown } from './disclosure.js';
import { valueFlags } from './measure.js';
import type { Entry, Series, Variation } from './series.js';
import type { Meaning, Signal } from './xmr.js';

/** One formatter for the life of the process. Two decimals are as many as any source gives. */
const decimals = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** "18.5", "1,144", with a real minus. */
export const sayNumber = (value: number): string => decimals.format(value).replace('-', '\u2212');

const singulars: Readonly<Record<string, string>> = { children: 'child', people: 'person' };

/** "1 child", "2 children", "1 social worker a month". */
function unitFor(value: number, unit: string): string {
  if (Math.abs(value) !== 1) return unit;
  const [noun = unit, ...rest] = unit.split(/(?= an? )/);
  return [singulars[noun] ?? noun.replace(/s$/, ''), ...rest].join('');
}

/** A number with its unit: "18.5%", "£6.26 million", "355 of 380", "132", "650 referrals a month". */
export function sayValue(value: number, unit: string): string {
  const number = sayNumber(value);
  if (unit === '%') return `${number}%`;
  if (unit.startsWith('£')) return `£${number}${unit.slice(1).replace(' ', '\u00a0')}`;
  if (unit.startsWith('rank of ')) return `${number}\u00a0of\u00a0${unit.slice('rank of '.length)}`;
  if (unit.startsWith('index')) return number;
  return `${number}\u00a0${unitFor(value, unit)}`;
}

/** The same where the unit is said elsewhere: on an axis, in a column. */
export function sayShort(value: number, unit: string): string {
  if (unit === '%') return `${sayNumber(value)}%`;
  return unit.startsWith('£') ? `£${sayNumber(value)}${unit === '£ million' ? 'm' : ''}` : sayNumber(value);
}

/** What stands in the place of a number: itself, or what its letter means. */
export const sayShown = (shown: Shown, unit: string): string =>
  shown.is === 'number' ? sayValue(shown.value, unit) : `${valueFlags[shown.letter]} (${shown.letter})`;

/** A number, or the range in which it lies as it was printed; or what its letter means. */
export const sayEntry = ({ shown, range }: Pick<Entry, 'shown' | 'range'>, unit: string): string =>
  range ? `${sayNumber(range.low)} to ${sayValue(range.high, unit)}` : sayShown(shown, unit);

/** "3 values so far. Limits appear at 6 points and settle at 12." */
export const sayCount = (count: number, since = ''): string =>
  `${count}\u00a0${count === 1 ? 'value' : 'values'} ${since || 'so far'}. Limits appear at 6 points and settle at 12.`;

const sinceBreak = 'since the scale or the definition changed';

const causeWords: Readonly<Record<Signal['cause'], Readonly<Record<Signal['side'], string>>>> = {
  outside: { high: 'above the upper limit', low: 'below the lower limit' },
  near: {
    high: 'one of two in three values close to the upper limit',
    low: 'one of two in three values close to the lower limit',
  },
  run: { high: 'one of seven or more in a row above the mean', low: 'one of seven or more in a row below the mean' },
  trend: { high: 'part of a rise of seven or more in a row', low: 'part of a fall of seven or more in a row' },
};

export const saySignal = ({ cause, side }: Signal): string => causeWords[cause][side];

export const meaningWords: Readonly<Record<Meaning, string>> = {
  improvement: 'Improvement',
  concern: 'Concern',
  neither: 'Special cause',
};

/** The variation in two words, for lists. */
export function variationLabel(variation: Variation): string {
  if (variation.is === 'chance') return 'No change';
  if (variation.is === 'special') return meaningWords[variation.meaning];
  return { 'too-few': 'Too few to tell', 'no-variation': 'Did not vary', withheld: 'Limits withheld' }[
    variation.because
  ];
}

/** What the newest value says, as sentences. */
export function sayVariation({
  variation,
  count,
  countSinceBreak,
  current,
}: Pick<Series, 'variation' | 'count' | 'current'> & Partial<Pick<Series, 'countSinceBreak'>>): string {
  if (variation.is === 'no-limits') {
    if (variation.because === 'too-few')
      return countSinceBreak !== undefined && countSinceBreak < count
        ? sayCount(countSinceBreak, sinceBreak)
        : sayCount(count);
    return variation.because === 'withheld'
      ? 'A number of the baseline is withheld, so no limits are published and nothing is said of a change.'
      : 'The values did not vary, so no limits can be drawn.';
  }
  const trial =
    current?.kind === 'trial' ? ` These are trial limits, from ${current.count} values: they settle at 12.` : '';
  if (variation.is === 'chance')
    return `No change: the newest value is within what chance brings, and part of no run or trend.${trial}`;
  const [first] = variation.signals;
  const neither = variation.meaning === 'neither' ? ', neither better nor worse by itself' : '';
  return `${meaningWords[variation.meaning]}${neither}: the newest value is ${first ? saySignal(first) : 'no chance'}.${trial}`;
}

const assuranceWords: Readonly<Record<Assurance | NoAssurance, string>> = {
  'will-meet': 'As things are, the target will be met: it lies beyond what chance brings, on the right side.',
  'will-not':
    'As things are, the target will not be met: it lies beyond what chance brings. Only a change will reach it.',
  'by-chance': 'As things are, the target will be met in some periods and missed in others, by chance.',
  'no-target': 'No target is on the record.',
  'no-limits': 'Whether the target will be met cannot be told before there are limits.',
  'no-direction': 'No way is better by itself, so no target can be met or missed.',
};

export const sayAssurance = (assurance: Assurance | NoAssurance): string => assuranceWords[assurance];

/** The assurance in a few words, for lists. */
export const assuranceLabels: Readonly<Record<Assurance | NoAssurance, string>> = {
  'will-meet': 'Will meet the target',
  'will-not': 'Will not meet the target without a change',
  'by-chance': 'Will meet and miss the target by chance',
  'no-target': 'No target',
  'no-limits': 'Too few numbers to tell',
  'no-direction': 'No way is better by itself',
};

/** What a person wrote, as a sentence among others. */
export const asSentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
