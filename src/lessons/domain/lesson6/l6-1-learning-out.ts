import { isInLast } from '../counting.js';
import { between, isOlderThan, limitOf, notEnough, notYet } from '../judging.js';
import type { Limits, Signal, SignalOutcome, SignalResult } from '../signal.js';
import { told } from '../signal-parts.js';
import { countWords, listWords } from '../signal-words.js';
import type { Lesson6Facts, SharedLearning } from './facts.js';

/** Days of “the last 12 months”. */
const yearDays = 365;

/** Days for which an episode is too young to be asked. */
const youngDays = 365;

/**
 * L6.1. Pieces of learning shared with named others in the last 12 months, and how many of them tell what did not work.
 * In the first 12 months of an episode there is little to tell yet: not due.
 *
 * Method: lessons A6; limits chosen by the makers of this record.
 */
export const learningOut: Signal<Lesson6Facts> = {
  key: 'L6.1',
  lesson: 6,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'pieces of learning', initial: 2 },
    { name: 'failures', label: 'Supported only if they include', unit: 'about what did not work', initial: 1 },
    { name: 'challenge', label: 'A challenge below', unit: 'pieces of learning', initial: 1 },
  ],
  read({ trigger, shared }, { asOf }, limits): SignalOutcome {
    if (!trigger)
      return notEnough('When the episode began is not on record.', ['Record what opened the episode, and when.']);
    const isOld = isOlderThan(trigger, youngDays - 1, asOf);
    if (isOld === 'no') return notYet('The episode is not 12 months old.');
    const asked = shared
      .filter(({ audience }) => audience.length > 0)
      .map((item) => ({ ...item, counted: isInLast(item.sharedOn, yearDays, asOf) }));
    const counted = asked.filter((item) => item.counted.is);
    const sure = counted.filter((item) => !item.counted.unsure);
    const most = asked.filter((item) => item.counted.is || item.counted.unsure);
    const judge = (items: readonly SharedLearning[]): SignalResult => judged(items, limits);
    const verdict = between(judge(most), judge(sure));
    const about = counted.filter(({ didNotWork }) => didNotWork).length;
    return told(isOld === 'unsure' ? { result: 'discuss', unsure: true } : verdict, {
      value: counted.length,
      uncertainty: most.length === sure.length ? null : (most.length - sure.length) / 2,
      n: counted.length,
      sentence:
        counted.length === 0
          ? 'No learning was shared with named others in the last 12 months.'
          : `${countWords(counted.length, 'piece')} of learning ${counted.length === 1 ? 'was' : 'were'} shared in the last 12 months, ${about === 0 ? 'none' : about} about something that did not work.`,
      used: counted.map(({ id, ref, title, sharedOn, audience }) => ({
        kind: 'learning_shared',
        id,
        ref,
        label: `${title}, shared with ${listWords(audience)}`,
        on: sharedOn,
      })),
    });
  },
};

function judged(items: readonly SharedLearning[], limits: Limits): SignalResult {
  if (items.length < limitOf(limits, 'challenge')) return 'challenge';
  const isEnough =
    items.length >= limitOf(limits, 'supports') &&
    items.filter(({ didNotWork }) => didNotWork).length >= limitOf(limits, 'failures');
  return isEnough ? 'supports' : 'discuss';
}
