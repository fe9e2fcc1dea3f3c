import { limitOf, notEnough } from '../judging.js';
import { noPlanWords, planNotes } from '../plan-read.js';
import type { Limits, Signal, SignalOutcome, SignalResult } from '../signal.js';
import { least, moreNeeded, told } from '../signal-parts.js';
import { countWords, shareWords } from '../signal-words.js';
import type { Lesson4Facts } from './facts.js';
import { standing, usedAction, withLever } from './plan-actions.js';

const hair = 1e-9;

/**
 * L4.1. Actions that change structure as a share of all actions of the agreed plan that were not cancelled, beside the
 * share of those that change culture or practice. Each action has one main lever; one without any counts among all.
 *
 * No date enters it: the plan is read as it stood on the day.
 *
 * Method: lessons A4; limits chosen by the makers of this record.
 */
export const leverMix: Signal<Lesson4Facts> = {
  key: 'L4.1',
  lesson: 4,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to, of structure', unit: 'share', initial: 0.3 },
    { name: 'challenge', label: 'A challenge beyond, of structure', unit: 'share', initial: 0.5 },
    { name: 'culture', label: 'Supported only from, of culture and practice', unit: 'share', initial: 0.25 },
    least('actions with a lever', 10),
    { name: 'tagged', label: 'Nothing is said unless this share of actions has a lever:', unit: 'share', initial: 0.9 },
  ],
  read({ actions, published }, _reading, limits): SignalOutcome {
    const all = standing(actions);
    const used = all.map(usedAction);
    const tagged = all.filter(({ lever }) => lever !== null).length;
    const noPlan = noPlanWords(published);
    if (all.length === 0) return notEnough(noPlan.sentence, [noPlan.missing]);
    const missing = missingOf({ all: all.length, tagged }, limits);
    if (missing.length > 0)
      return notEnough(
        `${shareWords(tagged, all.length)} actions of the agreed plan are marked with a lever.`,
        missing,
        { n: all.length, used, notes: planNotes(published) },
      );
    const structure = withLever(all, ['structure']).length;
    const people = withLever(all, ['culture', 'practice']).length;
    const result = judged(structure / all.length, people / all.length, limits);
    return told(
      { result, unsure: false },
      {
        value: structure / all.length,
        n: all.length,
        sentence: `${shareWords(structure, all.length)} actions ${structure === 1 ? 'changes' : 'change'} structure. ${countWords(people, 'action')} ${people === 1 ? 'changes' : 'change'} practice or culture.`,
        used,
        notes: [
          ...(tagged === all.length
            ? []
            : [`${countWords(all.length - tagged, 'action')} without a lever counted among all.`]),
          ...planNotes(published),
        ],
      },
    );
  },
};

/** What to add until ten actions, and nine in ten of all, are marked with a lever. */
function missingOf(
  { all, tagged }: { readonly all: number; readonly tagged: number },
  limits: Limits,
): readonly string[] {
  const needed = limitOf(limits, 'least');
  const short = Math.max(needed - tagged, Math.ceil(all * limitOf(limits, 'tagged') - hair) - tagged);
  if (short <= 0) return [];
  return all - tagged >= short
    ? [`Mark ${countWords(short, 'more action with its lever', 'more actions with their levers')}.`]
    : [
        moreNeeded('Agree', needed - all, ['action', 'actions']),
        ...(all > tagged ? ['Mark every action with its lever.'] : []),
      ];
}

function judged(structure: number, people: number, limits: Limits): SignalResult {
  if (structure > limitOf(limits, 'challenge') + hair) return 'challenge';
  const isMixed = structure <= limitOf(limits, 'supports') + hair && people >= limitOf(limits, 'culture') - hair;
  return isMixed ? 'supports' : 'discuss';
}
