import { periodEnd } from '../../../kernel/period.js';
import { type Asked, askOf, askOfBoth, giveOf, isInLast, judgeShare, shareOf, surely, valueOf } from '../counting.js';
import { cameWithin, isOlderThan, limitOf, notEnough } from '../judging.js';
import type { Signal, SignalOutcome } from '../signal.js';
import { least, moreNeeded, shareLimits, told } from '../signal-parts.js';
import { countWords, shareWords } from '../signal-words.js';
import type { Lesson5Facts, ReviewAfter, SignificantEvent } from './facts.js';

/** Days within which a review begins in time, and after which an event is counted. */
const reviewDays = 30;

/** Days of “the last 12 months”. */
const yearDays = 365;

/**
 * L5.4. Of significant events in the last 12 months, the share with a learning review begun within 30 days that names at
 * least one factor in the system and at least one action. An event of the last 30 days counts once it has its review:
 * until then the time for it has not passed.
 *
 * In public nothing is said where no review is published: reviews are for the organisation and its board.
 *
 * Method: lessons A5; limits chosen by the makers of this record.
 */
export const learnFirst: Signal<Lesson5Facts> = {
  key: 'L5.4',
  lesson: 5,
  version: 1,
  limits: [...shareLimits({ supports: 0.75, challenge: 0.4 }), least('events', 3)],
  read({ events }, { asOf, scope }, limits): SignalOutcome {
    const [within, window] = [reviewDays, yearDays];
    const items = events.map((event) => {
      const hit = wasLearntFrom(event, within);
      const isDue = askOf(event.on, (on) => isOlderThan(on, within, asOf));
      return { event, hit, counted: both(isInLast(event.on, window, asOf), hit.is ? surely(true) : isDue) };
    });
    const share = shareOf(items);
    const used = items
      .filter(({ counted }) => counted.is)
      .flatMap(({ event }) => [
        { kind: 'organisation_event', id: event.id, ref: event.ref, label: event.label, on: event.on },
        ...event.reviews
          .filter((review) => isUseful(review))
          .map(({ id, ref, begunOn }) => ({
            kind: 'learning_review',
            id,
            ref,
            label: `Learning review ${ref}`,
            on: begunOn,
          })),
      ]);
    const needed = limitOf(limits, 'least') - share.all;
    if (needed > 0)
      return notEnough(
        `${countWords(share.all, 'significant event')} ${share.all === 1 ? 'is' : 'are'} on the record of the last 12 months.`,
        [moreNeeded('Record', needed, ['significant event', 'significant events'])],
        { n: share.all, used },
      );
    if (scope === 'public' && events.every(({ reviews }) => reviews.length === 0))
      return notEnough('No learning review has been published.', ['Publish what was learnt from these events.'], {
        n: share.all,
        used,
      });
    return told(judgeShare(share, { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') }), {
      value: valueOf(share),
      uncertainty: giveOf(share),
      n: share.all,
      sentence: `${shareWords(share.hits, share.all)} significant events led to a learning review within ${within} days that looked at the system.`,
      used,
    });
  },
};

const isUseful = ({ systemFactors, actions }: ReviewAfter): boolean => systemFactors > 0 && actions > 0;

/** Whether a review that looked at the system began so soon after it. */
function wasLearntFrom({ on, reviews }: SignificantEvent, within: number): Asked {
  const asked = reviews
    .filter((review) => isUseful(review) && periodEnd(review.begunOn) >= on.start)
    .map(({ begunOn }) => askOfBoth(on, begunOn, (first, then) => cameWithin(first, within, then)));
  return asked.some(({ is, unsure }) => is && !unsure)
    ? surely(true)
    : { is: asked.some(({ is }) => is), unsure: asked.some(({ unsure }) => unsure) };
}

/** Both hold; in doubt where one is in doubt and the other does not settle it. */
const both = (a: Asked, b: Asked): Asked => {
  const possible = (one: Asked): boolean => one.is || one.unsure;
  return { is: a.is && b.is, unsure: possible(a) && possible(b) && (a.unsure || b.unsure) };
};
