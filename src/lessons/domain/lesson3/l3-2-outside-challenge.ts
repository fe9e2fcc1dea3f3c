import { addDays } from '../../../kernel/calendar-day.js';
import { periodEnd, periodMiddle } from '../../../kernel/period.js';
import { isInLast } from '../counting.js';
import { between, limitOf, notEnough } from '../judging.js';
import type { Limits, Reading, Signal, SignalOutcome, SignalResult } from '../signal.js';
import { told } from '../signal-parts.js';
import { countWords, dayWords } from '../signal-words.js';
import type { Lesson3Facts, OutsideCheck } from './facts.js';

/** Days of “the last 12 months”. */
const yearDays = 365;

/**
 * L3.2. How many outside checks there were in the last 12 months (inspections and visits, peer reviews, outside audits,
 * checks from outside after an exit), and from how many different bodies.
 *
 * A look that the record holds twice counts once: that is decided where facts are gathered. Twelve months of record are
 * needed at both ends: something older than the window, and something within it; a record that nobody keeps shows no
 * checks and proves nothing.
 *
 * Method: lessons A3; limits chosen by the makers of this record.
 */
export const outsideChallenge: Signal<Lesson3Facts> = {
  key: 'L3.2',
  lesson: 3,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'outside checks', initial: 4 },
    { name: 'bodies', label: 'Supported only if they came from', unit: 'different bodies', initial: 2 },
    { name: 'challenge', label: 'A challenge below', unit: 'outside checks', initial: 1 },
  ],
  read(facts, reading, limits): SignalOutcome {
    const window = yearDays;
    const asked = facts.checks.map((check) => ({ ...check, counted: isInLast(check.on, window, reading.asOf) }));
    const counted = asked.filter((check) => check.counted.is);
    const used = counted.map(({ kind, id, ref, label, on }) => ({ kind, id, ref, label, on }));
    const missing = recordMissing(facts, reading, window);
    if (missing) return notEnough('The record does not cover 12 months.', [missing], { n: counted.length, used });
    const judge = (checks: readonly OutsideCheck[]): SignalResult => judged(checks, limits);
    const sure = asked.filter((check) => check.counted.is && !check.counted.unsure);
    const all = asked.filter((check) => check.counted.is || check.counted.unsure);
    return told(between(judge(all), judge(sure)), {
      value: counted.length,
      uncertainty: all.length === sure.length ? null : (all.length - sure.length) / 2,
      n: counted.length,
      sentence:
        counted.length === 0
          ? 'No outside check is on the record of the last 12 months.'
          : `${countWords(counted.length, 'outside check')} by ${countWords(bodiesOf(counted), 'body', 'different bodies')} in the last 12 months.`,
      used,
      notes: counted.some(({ body }) => body === null) ? ['Whose check it was is not known of all of them.'] : [],
    });
  },
};

/** Bodies by their names; checks of which nobody knows whose they were count as those of one body. */
const bodiesOf = (checks: readonly OutsideCheck[]): number =>
  new Set(checks.map(({ body }) => (body ?? '').trim().toLowerCase())).size;

function judged(checks: readonly OutsideCheck[], limits: Limits): SignalResult {
  if (checks.length < limitOf(limits, 'challenge')) return 'challenge';
  const isEnough = checks.length >= limitOf(limits, 'supports') && bodiesOf(checks) >= limitOf(limits, 'bodies');
  return isEnough ? 'supports' : 'discuss';
}

/** What the record lacks to tell of the whole window; null where it does. */
function recordMissing({ record }: Lesson3Facts, { asOf }: Reading, window: number): string | null {
  const opens = addDays(asOf, 1 - window);
  if (!record) return 'Record what happened in the last 12 months.';
  if (periodEnd(record.from) >= opens)
    return `Wait until the record covers 12 months: it begins on ${dayWords(periodMiddle(record.from))}.`;
  if (periodEnd(record.upTo) < opens)
    return `Record what happened in the last 12 months: nothing is on the record after ${dayWords(periodEnd(record.upTo))}.`;
  return null;
}
