import { addDays, type CalendarDay } from '../../../kernel/calendar-day.js';
import type { Period } from '../../../kernel/period.js';
import { type Asked, askOf, askOfBoth, giveOf, judgeShare, shareOf, valueOf } from '../counting.js';
import { fellWithin, isOlderThan, limitOf, notYet } from '../judging.js';
import type { Signal, SignalOutcome } from '../signal.js';
import { least, shareLimits, told } from '../signal-parts.js';
import { countWords, shareWords } from '../signal-words.js';
import type { Lesson6Facts } from './facts.js';
import { earlyDays } from './review-dates.js';

/**
 * L6.3. Of shared pieces whose review date has passed, the share that was looked at again for it: confirmed, corrected
 * or withdrawn, from 90 days before the date on. A look of longer ago was for an earlier date.
 *
 * Method: lessons A6; limits chosen by the makers of this record.
 */
export const stillTrue: Signal<Lesson6Facts> = {
  key: 'L6.3',
  lesson: 6,
  version: 1,
  limits: [...shareLimits({ supports: 0.8, challenge: 0.5 }), least('lessons past their review date', 2)],
  read({ shared }, { asOf }, limits): SignalOutcome {
    const items = shared.flatMap((item) =>
      item.reviewBy
        ? [
            {
              item,
              counted: askOf(item.reviewBy, (on) => isOlderThan(on, 0, asOf)),
              hit: wasReviewed(item.reviewBy, item.reviewedOn, [earlyDays, asOf]),
            },
          ]
        : [],
    );
    const share = shareOf(items);
    const used = items
      .filter(({ counted }) => counted.is)
      .map(({ item: { id, ref, title, reviewBy } }) => ({
        kind: 'learning_shared',
        id,
        ref,
        label: title,
        on: reviewBy,
      }));
    if (share.all < limitOf(limits, 'least'))
      return notYet(
        `${countWords(share.all, 'shared lesson')} ${share.all === 1 ? 'is past its' : 'are past their'} review date.`,
        used,
      );
    return told(judgeShare(share, { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') }), {
      value: valueOf(share),
      uncertainty: giveOf(share),
      n: share.all,
      sentence: `${shareWords(share.hits, share.all)} shared lessons have been checked since their review date.`,
      used,
    });
  },
};

/** Whether it was looked at for this date: not long before it, on the way from an earlier one. */
const wasReviewed = (
  reviewBy: Period,
  reviewedOn: Period | null,
  [early, asOf]: readonly [number, CalendarDay],
): Asked => askOfBoth(reviewBy, reviewedOn, (due, reviewed) => fellWithin(reviewed, addDays(due.start, -early), asOf));
