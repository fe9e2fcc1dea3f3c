import { addDays } from '../../../kernel/calendar-day.js';
import { periodMiddle, type Period } from '../../../kernel/period.js';
import { type Asked, askOfBoth, giveOf, isInLast, judgeShare, shareOf, surely, valueOf } from '../counting.js';
import { cameWithin, limitOf, notEnough } from '../judging.js';
import { noPlanWords, notHeldWords, planNotes } from '../plan-read.js';
import type { Limits, Reading, Signal, SignalOutcome } from '../signal.js';
import { least, shareLimits, told } from '../signal-parts.js';
import { countWords, shareWords } from '../signal-words.js';
import type { DueDate, Lesson5Facts } from './facts.js';

/** Days before a date by which a warning comes early enough. */
const aheadDays = 14;

/** Days of “the last 12 months”. */
const yearDays = 365;

/**
 * L5.3. Of dates that milestones missed in the last 12 months, the share of which an update said "at risk" or "off
 * track" at least 14 days before. A date is missed when it passed while it stood, and the action was not complete. A date
 * that the board moved before it came was not missed; one that was moved afterwards was.
 *
 * Whoever marked everything as at risk would look well here, so the share of false alarms stands beside it: dates that
 * were called at risk and were met. Above 60% the page says so.
 *
 * Method: lessons A5; limits chosen by the makers of this record.
 */
export const badNewsComesEarly: Signal<Lesson5Facts> = {
  key: 'L5.3',
  lesson: 5,
  version: 1,
  limits: [
    ...shareLimits({ supports: 0.7, challenge: 0.4 }),
    least('missed dates', 5),
    { name: 'alarms', label: 'Said beside it when false alarms are more than', unit: 'share', initial: 0.6 },
  ],
  read({ dueDates, published }, reading, limits): SignalOutcome {
    const noPlan = noPlanWords(published);
    if (published?.stoodOn.length === 0) return notEnough(noPlan.sentence, [noPlan.missing]);
    const notHeld = notHeldWords('what became of its dates');
    if (published && !published.isWhole)
      return notEnough(notHeld.sentence, [notHeld.missing], { notes: planNotes(published) });
    const past = dueDates.filter((one) => one.droppedOn === null && periodMiddle(one.due) < reading.asOf);
    const missed = past.filter(({ metOn }) => metOn === null).map((one) => itemOf(one, reading));
    const share = shareOf(missed);
    const counted = missed.filter((one) => one.counted.is);
    const used = counted.map(({ date: { milestoneId, ref, title, due } }) => ({
      kind: 'milestone',
      id: milestoneId,
      ref,
      label: title,
      on: due,
    }));
    const notes = [...alarmWords(past, reading, limits), ...planNotes(published)];
    const needed = limitOf(limits, 'least') - share.all;
    if (needed > 0)
      return notEnough(
        `${countWords(share.all, 'date')} ${share.all === 1 ? 'was' : 'were'} missed in the last 12 months.`,
        [
          `Read it again when at least ${countWords(limitOf(limits, 'least'), 'date')} of an agreed plan have been missed in 12 months: few missed dates are no fault.`,
        ],
        { n: share.all, used, notes },
      );
    return told(judgeShare(share, { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') }), {
      value: valueOf(share),
      uncertainty: giveOf(share),
      n: share.all,
      sentence: `${shareWords(share.hits, share.all)} missed dates were reported as at risk at least ${aheadWords(aheadDays)} before. Early bad news is a good sign.`,
      used,
      notes,
    });
  },
};

const aheadWords = (ahead: number): string => (ahead === 14 ? '2 weeks' : `${ahead} days`);

/** Whether one of the warnings came so many days before the date. */
const wasWarned = ({ due, warnings }: DueDate, ahead: number): Asked => {
  const asked = warnings.map((warned) => askOfBoth(warned, due, (first, then) => isBeforeBy(first, then, ahead)));
  return asked.some(({ is, unsure }) => is && !unsure)
    ? surely(true)
    : { is: asked.some(({ is }) => is), unsure: asked.some(({ unsure }) => unsure) };
};

const isBeforeBy = (first: Period, then: Period, ahead: number): 'yes' | 'no' | 'unsure' => {
  const tooLate = cameWithin(first, ahead - 1, then);
  return tooLate === 'yes' ? 'no' : tooLate === 'no' ? 'yes' : 'unsure';
};

const itemOf = (date: DueDate, { asOf }: Reading) => ({
  date,
  counted: isInLast(date.due, yearDays, asOf),
  hit: wasWarned(date, aheadDays),
});

/** The false alarms of the same 12 months, where there was a warning at all. */
function alarmWords(past: readonly DueDate[], { asOf }: Reading, limits: Limits): readonly string[] {
  const warned = past.filter(
    ({ due, warnings }) =>
      isInLast(due, yearDays, asOf).is && warnings.some((on) => periodMiddle(on) < addDays(periodMiddle(due), 1)),
  );
  if (warned.length === 0) return [];
  const met = warned.filter(({ metOn }) => metOn !== null).length;
  const words = `${shareWords(met, warned.length)} dates that were called at risk were met.`;
  return met / warned.length > limitOf(limits, 'alarms') + 1e-9
    ? [words, 'Most at-risk warnings did not come true.']
    : [words];
}
