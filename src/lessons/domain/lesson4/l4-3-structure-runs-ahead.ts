import { limitOf, notEnough } from '../judging.js';
import { noPlanWords, planNotes } from '../plan-read.js';
import type { Signal, SignalOutcome, SignalResult } from '../signal.js';
import { least, moreNeeded, told } from '../signal-parts.js';
import { shareWords } from '../signal-words.js';
import type { Lesson4Facts, PlanAction } from './facts.js';
import { hasShownImpact, standing, usedAction, withLever } from './plan-actions.js';

const hair = 1e-9;

/**
 * L4.3. The share of structural actions that have shown impact, less the same share of actions on practice, culture and
 * leadership. Impact is shown or embedded by the day; complete is not enough. From −1 to 1.
 *
 * No date enters it: the plan is read as it stood on the day.
 *
 * Method: lessons A4; limits chosen by the makers of this record.
 */
export const structureRunsAhead: Signal<Lesson4Facts> = {
  key: 'L4.3',
  lesson: 4,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to', unit: 'points', initial: 0.1 },
    { name: 'challenge', label: 'A challenge beyond', unit: 'points', initial: 0.3 },
    least('actions on each side', 4),
  ],
  read({ actions, published }, _reading, limits): SignalOutcome {
    const noPlan = noPlanWords(published);
    if (actions.length === 0) return notEnough(noPlan.sentence, [noPlan.missing]);
    const structure = withLever(standing(actions), ['structure']);
    const people = withLever(standing(actions), ['practice', 'culture', 'leadership']);
    const used = [...structure, ...people].map(usedAction);
    const n = structure.length + people.length;
    const needed = limitOf(limits, 'least');
    const missing = [
      ...(structure.length < needed
        ? [moreNeeded('Mark or agree', needed - structure.length, ['structural action', 'structural actions'])]
        : []),
      ...(people.length < needed
        ? [
            moreNeeded('Mark or agree', needed - people.length, [
              'action on practice, culture or leadership',
              'actions on practice, culture or leadership',
            ]),
          ]
        : []),
    ];
    if (missing.length > 0)
      return notEnough(
        `The agreed plan has ${structure.length} structural actions and ${people.length} on practice, culture and leadership.`,
        missing,
        { n, used, notes: planNotes(published) },
      );
    const value = shareShown(structure) - shareShown(people);
    const result: SignalResult =
      value <= limitOf(limits, 'supports') + hair
        ? 'supports'
        : value > limitOf(limits, 'challenge') + hair
          ? 'challenge'
          : 'discuss';
    return told(
      { result, unsure: false },
      {
        value,
        n,
        sentence: `${shareWords(shown(structure), structure.length)} structural actions have shown impact, against ${shareWords(shown(people), people.length)} practice, culture and leadership actions.`,
        used,
        notes: planNotes(published),
      },
    );
  },
};

const shown = (actions: readonly PlanAction[]): number => actions.filter(hasShownImpact).length;
const shareShown = (actions: readonly PlanAction[]): number => shown(actions) / actions.length;
