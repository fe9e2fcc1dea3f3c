import { daysBetween } from '../../../kernel/calendar-day.js';
import { atLeast, limitOf, notEnough } from '../judging.js';
import { completeSince, standingOn } from '../plan-action.js';
import { planNotes } from '../plan-read.js';
import type { Signal } from '../signal.js';
import { countWords, shareWords } from '../signal-words.js';
import type { Lesson8Facts } from './facts.js';

/** Days after completion from which impact may be asked for. */
const impactDays = 90;

/**
 * L8.2, impact shown: of the actions that have been complete for 90 days or more, the share whose impact was shown or
 * that are embedded. An action that was reopened counts from its last completion.
 */
export const impactShown: Signal<Lesson8Facts> = {
  key: 'L8.2',
  lesson: 8,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'share', initial: 0.7 },
    { name: 'challenge', label: 'A challenge below', unit: 'share', initial: 0.4 },
    { name: 'least', label: 'Nothing is said of fewer than', unit: 'actions complete for 90 days', initial: 5 },
  ],
  read: ({ actions, published }, { asOf }, limits) => {
    const complete = standingOn(actions, asOf).filter(({ action }) => {
      const since = completeSince(action, asOf);
      return since !== null && daysBetween(since, asOf) >= impactDays;
    });
    const least = limitOf(limits, 'least');
    const used = complete.map(({ action }) => action.fact);
    if (complete.length < least)
      return notEnough(
        `${countWords(complete.length, 'action has', 'actions have')} been complete for ${impactDays} days or more.`,
        [
          `Mark actions as complete, with evidence: impact is asked for once ${least} have been complete for ${impactDays} days.`,
        ],
        { n: complete.length, used, notes: planNotes(published) },
      );
    const shown = complete.filter(({ state }) => state === 'impact_shown' || state === 'embedded').length;
    return {
      result: atLeast(shown / complete.length, {
        supports: limitOf(limits, 'supports'),
        challenge: limitOf(limits, 'challenge'),
      }),
      value: shown / complete.length,
      uncertainty: null,
      n: complete.length,
      sentence: `${shareWords(shown, complete.length)} completed actions have shown impact.`,
      missing: [],
      used,
      notes: planNotes(published),
    };
  },
};
