import { checkMonths } from '../../../interventions/domain/sustainment.js';
import { addDays, addMonths, type CalendarDay, daysBetween } from '../../../kernel/calendar-day.js';
import { periodEnd, periodMiddle } from '../../../kernel/period.js';
import { inForceOn, isFormal } from '../../../interventions/domain/intervention.js';
import { turnsOf } from '../episode-run.js';
import { between, limitOf, notExact, notYet } from '../judging.js';
import type { Limits, Signal, SignalResult } from '../signal.js';
import { countWords, dayWords, shareWords, withDoubt } from '../signal-words.js';
import type { CheckFact, Lesson8Facts } from './facts.js';

/** Days around its due day within which a check is done in time. */
const graceDays = 60;

/**
 * L8.3, checks after exit: of the checks due 6, 12, 24, 36, 60 and 84 months after the intervention ended, the share done
 * within 60 days of the day, and whether any found that the improvement had slipped. A check that belongs to no month
 * counts for the one it lies within 60 days of. One that is due, and whose 60 days still run, counts once it is done.
 */
export const checksAfterExit: Signal<Lesson8Facts> = {
  key: 'L8.3',
  lesson: 8,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'share', initial: 1 },
    { name: 'challenge', label: 'A challenge below', unit: 'share', initial: 0.5 },
    { name: 'slipped', label: 'A challenge from, slipped', unit: 'checks', initial: 1 },
  ],
  read: ({ run, checks }, { asOf }, limits) => {
    const { end } = turnsOf(run, asOf);
    const running = run.steps.some(
      (step) =>
        isFormal(step.level) &&
        !run.ended &&
        end &&
        step.from &&
        step.from.start > end.on.start &&
        inForceOn(step, asOf) !== 'not_in_force',
    );
    if (!end || running) return notYet('The intervention has not ended.');
    const first = addMonths(periodMiddle(end.on), checkMonths[0]);
    if (asOf < first)
      return notYet(`The first check after the intervention ended is due on ${dayWords(first)}.`, [end]);
    const after = checks.filter(({ doneOn }) => doneOn !== null && periodEnd(doneOn) >= end.on.start);
    const slipped = after.filter(({ result }) => result === 'slipped').length;
    const counts = [end.on.start, periodMiddle(end.on), periodEnd(end.on)].map((from) => countOf(from, after, asOf));
    const [, middle] = counts;
    const results = counts.map((count) => judge(count, slipped, limits));
    const worst = results.find((result) => result !== results[1]) ?? results[1];
    const { result, unsure } = between(results[1] ?? 'discuss', worst ?? 'discuss');
    const { done, due } = middle ?? { done: 0, due: 0 };
    const next = checkMonths.map((months) => addMonths(periodMiddle(end.on), months)).find((day) => day > asOf);
    if (due === 0) return notYet(`The check due on ${dayWords(first)} may still be done in time.`, [end]);
    return {
      result,
      value: done / due,
      uncertainty: null,
      n: due,
      sentence: withDoubt(
        `${shareWords(done, due)} checks after the intervention ended have been done${slipped > 0 ? `, and ${slipped} found that it had slipped` : ''}.${next ? ` Next: ${dayWords(next)}.` : ' None is to come.'}`,
        unsure ? notExact : null,
      ),
      missing: [],
      used: [end, ...after.map(({ fact }) => fact)],
      notes: after.length > done ? [`${countWords(after.length, 'check')} on the record in all.`] : [],
    };
  },
};

/** How many checks are due, of an end on that day, and how many of them were done in time. */
function countOf(from: CalendarDay, checks: readonly CheckFact[], asOf: CalendarDay): { done: number; due: number } {
  const standings = checkMonths.flatMap((months) => {
    const due = addMonths(from, months);
    if (due > asOf) return [];
    const isDone = checks.some((check) => isFor(check, months, due));
    return isDone || addDays(due, graceDays) < asOf ? [isDone] : [];
  });
  return { done: standings.filter(Boolean).length, due: standings.length };
}

const isFor = ({ months, doneOn }: CheckFact, wanted: number, due: CalendarDay): boolean =>
  doneOn !== null &&
  (months === null || months === wanted) &&
  Math.abs(daysBetween(due, periodMiddle(doneOn))) <= graceDays;

function judge({ done, due }: { done: number; due: number }, slipped: number, limits: Limits): SignalResult {
  const share = due === 0 ? 1 : done / due;
  if (slipped >= limitOf(limits, 'slipped') || share < limitOf(limits, 'challenge') - 1e-9) return 'challenge';
  return share >= limitOf(limits, 'supports') - 1e-9 ? 'supports' : 'discuss';
}
