import { limitOf, notEnough } from '../judging.js';
import { noPlanWords, notHeldWords, planNotes } from '../plan-read.js';
import type { Signal, SignalOutcome, SignalResult } from '../signal.js';
import { least, moreNeeded, told } from '../signal-parts.js';
import { shareWords } from '../signal-words.js';
import type { Lesson6Facts } from './facts.js';

/**
 * L6.2. Actions of the agreed plan, not cancelled, that were adapted from a named case or source: three or more, or a
 * tenth of all, where that is less.
 *
 * No date enters it: the plan is read as it stood on the day.
 *
 * Method: lessons A6; limits chosen by the makers of this record.
 */
export const learningIn: Signal<Lesson6Facts> = {
  key: 'L6.2',
  lesson: 6,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'actions', initial: 3 },
    { name: 'share', label: 'Or supported from', unit: 'share', initial: 0.1 },
    { name: 'challenge', label: 'A challenge below', unit: 'actions', initial: 1 },
    least('actions', 10),
  ],
  read({ actions, published }, _reading, limits): SignalOutcome {
    const all = actions.filter(({ isCancelled }) => !isCancelled);
    const adapted = all.flatMap(({ adaptedFrom, ...action }) => (adaptedFrom ? [{ ...action, adaptedFrom }] : []));
    const used = adapted.map(({ id, ref, title, adaptedFrom }) => ({
      kind: 'milestone',
      id,
      ref,
      label: `${title}, from ${adaptedFrom}`,
      on: null,
    }));
    const needed = limitOf(limits, 'least') - all.length;
    const noPlan = noPlanWords(published);
    if (all.length === 0 && published) return notEnough(noPlan.sentence, [noPlan.missing]);
    if (needed > 0)
      return notEnough(
        all.length === 0
          ? noPlan.sentence
          : `The agreed plan has ${all.length} ${all.length === 1 ? 'action' : 'actions'}.`,
        [moreNeeded('Agree', needed, ['action', 'actions'])],
        { n: all.length, used, notes: planNotes(published) },
      );
    const notHeld = notHeldWords('where its actions came from');
    if (published && !published.isWhole)
      return notEnough(notHeld.sentence, [notHeld.missing], { n: all.length, notes: planNotes(published) });
    const isEnough =
      adapted.length >= limitOf(limits, 'supports') || adapted.length / all.length >= limitOf(limits, 'share') - 1e-9;
    const result: SignalResult =
      adapted.length < limitOf(limits, 'challenge') ? 'challenge' : isEnough ? 'supports' : 'discuss';
    return told(
      { result, unsure: false },
      {
        value: adapted.length / all.length,
        n: all.length,
        sentence: `${shareWords(adapted.length, all.length)} actions ${adapted.length === 1 ? 'was' : 'were'} adapted from another place.`,
        used,
        notes: planNotes(published),
      },
    );
  },
};
