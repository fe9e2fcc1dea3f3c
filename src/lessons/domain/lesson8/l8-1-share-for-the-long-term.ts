import { addMonths } from '../../../kernel/calendar-day.js';
import { periodEnd } from '../../../kernel/period.js';
import { atLeast, limitOf, notEnough, notYet } from '../judging.js';
import { standingOn } from '../plan-action.js';
import { planNotes } from '../plan-read.js';
import type { Signal } from '../signal.js';
import { countWords, dayWords, shareWords } from '../signal-words.js';
import type { Lesson8Facts } from './facts.js';

/** Months after the trigger in which making things safe comes first. */
const firstMonths = 6;

/**
 * L8.1, share for the long term: actions whose horizon is “embed” as a share of all that are not cancelled. An action
 * without a horizon counts among all. Not due in the first 6 months after the trigger.
 */
export const shareForTheLongTerm: Signal<Lesson8Facts> = {
  key: 'L8.1',
  lesson: 8,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'share', initial: 0.25 },
    { name: 'challenge', label: 'A challenge below', unit: 'share', initial: 0.1 },
    { name: 'least', label: 'Nothing is said of fewer than', unit: 'actions', initial: 10 },
  ],
  read: ({ run, actions, published }, { asOf }, limits) => {
    const standing = standingOn(actions, asOf);
    const due = run.trigger?.on && addMonths(periodEnd(run.trigger.on), firstMonths);
    if (due && asOf < due)
      return notYet(`In the first ${firstMonths} months making things safe comes first: read from ${dayWords(due)}.`);
    const least = limitOf(limits, 'least');
    if (standing.length < least)
      return notEnough(
        `${countWords(standing.length, 'action')} on the record.`,
        [`Add the actions of the plan, each with its horizon, until there are ${least}.`],
        { n: standing.length, used: standing.map(({ action }) => action.fact), notes: planNotes(published) },
      );
    const long = standing.filter(({ action }) => action.horizon === 'embed');
    const untold = standing.filter(({ action }) => action.horizon === null).length;
    const share = long.length / standing.length;
    return {
      result: atLeast(share, { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') }),
      value: share,
      uncertainty: null,
      n: standing.length,
      sentence: `${shareWords(long.length, standing.length)} actions are about making change last.`,
      missing: [],
      used: standing.map(({ action }) => action.fact),
      notes: [
        ...(untold > 0 ? [`${countWords(untold, 'action has', 'actions have')} no horizon.`] : []),
        ...planNotes(published),
      ],
    };
  },
};
