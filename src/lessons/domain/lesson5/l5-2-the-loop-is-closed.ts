import { addDays } from '../../../kernel/calendar-day.js';
import { toldDays } from '../concern-quarters.js';
import { askOf, askOfBoth, giveOf, judgeShare, shareOf, valueOf } from '../counting.js';
import { cameWithin, fellWithin, limitOf, notEnough } from '../judging.js';
import type { Signal, SignalOutcome } from '../signal.js';
import { least, shareLimits, told } from '../signal-parts.js';
import { shareWords } from '../signal-words.js';
import type { Lesson5Facts } from './facts.js';
import { withoutSmallNumbers } from './in-public.js';

/** Days back to which concerns are counted. */
const windowDays = 456;

/**
 * L5.2. Of concerns raised more than 60 and at most 456 days before a day, the share whose outcome was shared within 60
 * days, so that whoever raised it could read it. The day is the latest that lies 60 days after the end of a quarter: a
 * number that changed day by day would tell of single concerns (record B6, rule 5), so it changes by whole quarters.
 *
 * Version 2: version 1 read the day itself.
 *
 * The counts pass the disclosure rules; where they are withheld, the word alone is told. What is missing is
 * said without counts, for the same reason.
 *
 * Method: lessons A5; limits chosen by the makers of this record.
 */
export const theLoopIsClosed: Signal<Lesson5Facts> = {
  key: 'L5.2',
  lesson: 5,
  version: 2,
  limits: [...shareLimits({ supports: 0.8, challenge: 0.5 }), least('concerns', 5)],
  read({ concerns, answersReadOn }, _reading, limits): SignalOutcome {
    const within = toldDays;
    const [first, last] = [addDays(answersReadOn, 1 - windowDays), addDays(answersReadOn, -within)];
    const share = shareOf(
      concerns.map(({ raisedOn, outcomeSharedOn }) => ({
        counted: askOf(raisedOn, (on) => fellWithin(on, first, last)),
        hit: askOfBoth(raisedOn, outcomeSharedOn, (raised, shared) => cameWithin(raised, within, shared)),
      })),
    );
    if (share.all < limitOf(limits, 'least'))
      return notEnough(`Too few concerns were raised more than ${within} days ago to say anything.`, [
        `Wait until at least ${limitOf(limits, 'least')} concerns are of quarters that ended more than ${within} days ago.`,
      ]);
    const outcome = told(
      judgeShare(share, { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') }),
      {
        value: valueOf(share),
        uncertainty: giveOf(share),
        n: share.all,
        sentence: `${shareWords(share.hits, share.all)} people who raised a concern were told the outcome within ${within} days.`,
        used: [],
      },
    );
    const figure = { value: 100 * valueOf(share), numerator: share.hits, denominator: share.all };
    return withoutSmallNumbers(outcome, [{ figure, kind: 'share' }]);
  },
};
