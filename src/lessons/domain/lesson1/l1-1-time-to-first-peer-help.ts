import { type Months, monthsBetween, onDay } from '../../../kernel/period.js';
import { type DatedUse, turnsOf } from '../episode-run.js';
import { atMost, limitOf, notEnough, notExact } from '../judging.js';
import { isUncertain, type Reading, type Signal, type SignalOutcome } from '../signal.js';
import { countWords, monthsWords, periodWords, whenWords, withDoubt } from '../signal-words.js';
import type { Lesson1Facts } from './facts.js';

/**
 * L1.1, time to first peer help: months from the first warning sign of the episode (tw) to the first day of help from
 * peers (tp). While no help has come, months up to the day of the reading; that can be discussed or a challenge, and
 * never supports. Less than nothing where peers had come before the first sign.
 */
export const timeToFirstPeerHelp: Signal<Lesson1Facts> = {
  key: 'L1.1',
  lesson: 1,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to', unit: 'months', initial: 6 },
    { name: 'challenge', label: 'A challenge beyond', unit: 'months', initial: 12 },
  ],
  read: ({ run }, reading, limits) => {
    const { warning, peerHelp } = turnsOf(run, reading.asOf);
    const held = { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') };
    const n = run.warnings.length;
    if (!warning)
      return notEnough('No warning sign of this episode has a date on the record.', [
        'Add a warning sign with its date and its source.',
      ]);
    const judged = run.trigger?.on && monthsBetween(warning.on, run.trigger.on);
    const notes = [
      `It rests on ${countWords(n, 'warning sign')}: a case with many papers looks slower than one with few.`,
      ...(judged ? [`The failure was judged ${monthsWords(judged)} after the first sign.`] : []),
    ];
    return peerHelp
      ? withHelp({ warning, peerHelp }, held, { n, notes })
      : withoutHelp(warning, reading, held, { n, notes });
  },
};

type Held = { readonly supports: number; readonly challenge: number };
type Rest = Pick<SignalOutcome, 'n' | 'notes'>;

function withHelp(
  { warning, peerHelp }: { warning: DatedUse; peerHelp: DatedUse },
  held: Held,
  rest: Rest,
): SignalOutcome {
  const value = monthsBetween(warning.on, peerHelp.on);
  const { result, unsure } = atMost(value, held);
  return {
    ...rest,
    ...numbers(value),
    result,
    sentence: withDoubt(helpSentence(value, warning, result === 'supports'), unsure ? notExact : null),
    missing: [],
    used: [warning, peerHelp],
  };
}

function helpSentence(value: Months, warning: DatedUse, isEarly: boolean): string {
  const sign = warning.label.toLowerCase();
  const date = periodWords(warning.on);
  if (value.months < 0) {
    const before = monthsWords({ ...value, months: -value.months });
    return `Peers first came in ${before} before the first warning sign on record (${sign}, ${date}).`;
  }
  return isEarly
    ? `Peers first came in ${monthsWords(value)} after the first warning sign on record (${sign}, ${date}).`
    : `The record shows a warning sign ${whenWords(warning.on)} (${sign}). The first peer help began ${monthsWords(value)} later.`;
}

function withoutHelp(warning: DatedUse, { asOf }: Reading, { challenge }: Held, rest: Rest): SignalOutcome {
  const value = monthsBetween(warning.on, onDay(asOf));
  const unsure = isUncertain(value, challenge);
  return {
    ...rest,
    ...numbers(value),
    result: !unsure && value.months > challenge ? 'challenge' : 'discuss',
    sentence: withDoubt(
      `The record shows a warning sign ${monthsWords(value)} ago and no peer help.`,
      unsure ? notExact : null,
    ),
    missing: [],
    used: [warning],
  };
}

const numbers = ({ months, uncertainty }: Months) => ({ value: months, uncertainty: uncertainty || null });
