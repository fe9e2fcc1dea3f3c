import { isFromOutside } from '../../../boards/domain/board.js';
import { askOf, askOfBoth, giveOf, judgeShare, shareOf, valueOf } from '../counting.js';
import { cameWithin, isOlderThan, limitOf, notEnough } from '../judging.js';
import type { Signal, SignalOutcome } from '../signal.js';
import { least, moreNeeded, shareLimits, told } from '../signal-parts.js';
import { countWords, shareWords } from '../signal-words.js';
import type { Lesson3Facts } from './facts.js';

/** Days within which a challenge is answered in time, and after which it is counted. */
const answerDays = 45;

/**
 * L3.4. Of challenges that members from outside raised more than 45 days ago, the share that had a first answer within
 * 45 days. An answer counts whether or not whoever asked was satisfied; that is on the challenge itself.
 *
 * Method: lessons A3; limits chosen by the makers of this record.
 */
export const challengeAnswered: Signal<Lesson3Facts> = {
  key: 'L3.4',
  lesson: 3,
  version: 1,
  limits: [...shareLimits({ supports: 0.8, challenge: 0.5 }), least('challenges', 5)],
  read({ challenges }, { asOf }, limits): SignalOutcome {
    const within = answerDays;
    const items = challenges
      .filter(({ by }) => by !== null && isFromOutside(by))
      .map((challenge) => ({
        challenge,
        counted: askOf(challenge.raisedOn, (raised) => isOlderThan(raised, within, asOf)),
        hit: askOfBoth(challenge.raisedOn, challenge.answeredOn, (raised, answered) =>
          cameWithin(raised, within, answered),
        ),
      }));
    const share = shareOf(items);
    const used = items
      .filter(({ counted }) => counted.is)
      .map(({ challenge: { id, ref, raisedOn } }) => ({
        kind: 'challenge',
        id,
        ref,
        label: `Challenge ${ref}`,
        on: raisedOn,
      }));
    const nameless = challenges.filter(({ by }) => by === null).length;
    const notes =
      nameless === 0
        ? []
        : [
            `${countWords(nameless, 'challenge')} without a member who raised it ${nameless === 1 ? 'is' : 'are'} not counted.`,
          ];
    const needed = limitOf(limits, 'least') - share.all;
    if (needed > 0)
      return notEnough(
        `${countWords(share.all, 'challenge')} from outside members ${share.all === 1 ? 'is' : 'are'} older than ${within} days.`,
        [moreNeeded('Record', needed, ['challenge from outside members', 'challenges from outside members'])],
        { n: share.all, used, notes },
      );
    return told(judgeShare(share, { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') }), {
      value: valueOf(share),
      uncertainty: giveOf(share),
      n: share.all,
      sentence: `${shareWords(share.hits, share.all)} challenges from outside members were answered within ${within} days.`,
      used,
      notes,
    });
  },
};
