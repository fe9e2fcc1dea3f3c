import type { Period } from '../../../kernel/period.js';
import { between, cameWithin, fellWithin, isOlderThan, limitOf, notExact } from '../judging.js';
import { yearBefore } from '../readable.js';
import type { Limits, Reading, Signal, SignalResult } from '../signal.js';
import { countWords, withDoubt } from '../signal-words.js';
import type { BreachFact, Lesson1Facts, TriggerFact } from './facts.js';

/** Days within which a breach is to be answered. */
const answerDays = 30;

/**
 * L1.3, triggers armed. A: triggers that were agreed with a named peer and were tested, or pulled, in the 365 days up
 * to the day. U: breaches that had no answer 30 days after they were seen. With 2 or more of A and none of U supported;
 * with none of A, or 2 or more of U, a challenge.
 */
export const triggersArmed: Signal<Lesson1Facts> = {
  key: 'L1.3',
  lesson: 1,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from, with no breach unanswered', unit: 'triggers', initial: 2 },
    { name: 'challenge', label: 'A challenge below', unit: 'triggers', initial: 1 },
    { name: 'unanswered', label: 'A challenge from, unanswered', unit: 'breaches', initial: 2 },
  ],
  read: ({ triggers, breaches }, reading, limits) => {
    const armed = triggers.map((trigger) => ({ fact: trigger.fact, is: isArmed(trigger, breaches, reading) }));
    const unanswered = breaches.map((breach) => ({ fact: breach.fact, is: isUnanswered(breach, reading) }));
    const [surelyArmed, perhapsArmed] = counts(armed);
    const [surelyNot, perhapsNot] = counts(unanswered);
    const best = judge({ armed: perhapsArmed, unanswered: surelyNot }, limits);
    const { result, unsure } = between(best, judge({ armed: surelyArmed, unanswered: perhapsNot }, limits));
    return {
      result,
      value: surelyArmed,
      uncertainty: null,
      n: triggers.length,
      sentence: withDoubt(sentenceOf(surelyArmed, surelyNot), unsure ? notExact : null),
      missing: [],
      used: [...armed, ...unanswered].filter(({ is }) => is !== 'no').map(({ fact }) => fact),
      notes: triggers.length > surelyArmed ? [`${countWords(triggers.length, 'trigger')} on the record in all.`] : [],
    };
  },
};

type Answer = 'yes' | 'no' | 'unsure';

/** How many for certain, and how many at most. */
const counts = (found: readonly { readonly is: Answer }[]): readonly [number, number] => [
  found.filter(({ is }) => is === 'yes').length,
  found.filter(({ is }) => is !== 'no').length,
];

function isArmed(
  { fact, namesPeer, agreedOn, lastTestedOn }: TriggerFact,
  breaches: readonly BreachFact[],
  { asOf }: Reading,
): Answer {
  if (!namesPeer || !agreedOn) return 'no';
  const pulled = breaches.filter(({ triggerId }) => triggerId === fact.id).map(({ detectedOn }) => detectedOn);
  const last = [...pulled, ...(lastTestedOn ? [lastTestedOn] : [])].map((on: Period) =>
    fellWithin(on, yearBefore(asOf), asOf),
  );
  return last.includes('yes') ? 'yes' : last.includes('unsure') ? 'unsure' : 'no';
}

function isUnanswered({ detectedOn, respondedOn }: BreachFact, { asOf }: Reading): Answer {
  const isDue = isOlderThan(detectedOn, answerDays, asOf);
  if (isDue === 'no') return 'no';
  const inTime = cameWithin(detectedOn, answerDays, respondedOn);
  if (inTime === 'yes') return 'no';
  return isDue === 'yes' && inTime === 'no' ? 'yes' : 'unsure';
}

function judge({ armed, unanswered }: { armed: number; unanswered: number }, limits: Limits): SignalResult {
  if (armed < limitOf(limits, 'challenge') || unanswered >= limitOf(limits, 'unanswered')) return 'challenge';
  return armed >= limitOf(limits, 'supports') && unanswered === 0 ? 'supports' : 'discuss';
}

function sentenceOf(armed: number, unanswered: number): string {
  const agreed =
    armed === 0
      ? 'No trigger is agreed with a named peer and has been tested in the last year.'
      : `${countWords(armed, 'trigger is', 'triggers are')} agreed and ${armed === 1 ? 'has' : 'have'} been tested or used in the last year.`;
  return `${agreed} ${countWords(unanswered, 'breach has', 'breaches have')} not been answered within ${answerDays} days.`;
}
