import { type CalendarDay, daysBetween } from '../../../kernel/calendar-day.js';
import { byPeriod, type Period, periodEnd, periodMiddle } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import { atLeast, between, limitOf, notEnough, notExact, notYet } from '../judging.js';
import type { Signal } from '../signal.js';
import { percentWords, withDoubt } from '../signal-words.js';
import { type Lesson2Facts, metOn } from './facts.js';

/**
 * L2.2, progress against time: of every intervention in force with a planned end and at least 3 exit criteria, the share
 * of criteria that are met less the share of the planned time that has passed (at most all of it). The lowest is
 * reported. The planned end is the one announced last.
 */
export const progressAgainstTime: Signal<Lesson2Facts> = {
  key: 'L2.2',
  lesson: 2,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported from', unit: 'points', initial: -0.1 },
    { name: 'challenge', label: 'A challenge below', unit: 'points', initial: -0.3 },
    { name: 'least', label: 'Nothing is said of fewer than', unit: 'exit criteria', initial: 3 },
  ],
  read: ({ run, criteria }, { asOf }, limits) => {
    const running = run.steps.filter(({ from, to }) => from && from.start <= asOf && !to);
    if (running.length === 0) return notYet('No intervention is in force.');
    const least = limitOf(limits, 'least');
    const read = running.flatMap((step) => {
      const planned = lastPlanned(step);
      const own = criteria.filter(({ interventionId }) => interventionId === step.fact.id);
      const { met, total } = metOn(own, asOf);
      return planned && step.from && total >= least
        ? [{ step, own, met, total, passed: passedOf(step.from, planned, asOf) }]
        : [];
    });
    const used = running.map(({ fact }) => fact);
    const lowest = read.toSorted((a, b) => gapOf(a) - gapOf(b))[0];
    if (!lowest)
      return notEnough(
        `No intervention in force has both a planned end and ${least} exit criteria on the record.`,
        missing(running, least),
        { used },
      );
    const held = { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') };
    const { met, total, passed, own, step } = lowest;
    const { result, unsure } = between(
      atLeast(met / total - passed.least, held),
      atLeast(met / total - passed.most, held),
    );
    return {
      result,
      value: gapOf(lowest),
      uncertainty: passed.most - passed.least > 0 ? (passed.most - passed.least) / 2 : null,
      n: total,
      sentence: withDoubt(
        `${met} of ${total} exit criteria are met. ${percentWords(passed.middle)} of the planned time has passed.`,
        unsure ? notExact : null,
      ),
      missing: [],
      used: [step.fact, ...own.map(({ fact }) => fact)],
      notes:
        read.length > 1
          ? [`The lowest of ${read.length} interventions in force: ${step.fact.label}.`]
          : running.length > read.length
            ? [`${running.length - read.length} more in force has no planned end or too few exit criteria.`]
            : [],
    };
  },
};

const missing = (running: readonly StepFact[], least: number): readonly string[] => [
  ...(running.every((step) => !lastPlanned(step)) ? ['Add when the intervention is planned to end.'] : []),
  `Write at least ${least} exit criteria for each intervention.`,
];

/** The end announced last; one of which nobody knows when it was announced was said at the start. */
export const lastPlanned = ({ plannedEnds }: StepFact): Period | null =>
  plannedEnds
    .toSorted((a, b) =>
      a.announcedOn && b.announcedOn
        ? byPeriod(a.announcedOn, b.announcedOn)
        : Number(a.announcedOn !== null) - Number(b.announcedOn !== null),
    )
    .at(-1)?.plannedEndOn ?? null;

type Passed = { readonly least: number; readonly middle: number; readonly most: number };

/** The share of the planned time that has passed: by the middle of its dates, and the least and most they allow. */
function passedOf(from: Period, planned: Period, asOf: CalendarDay): Passed {
  const share = (start: CalendarDay, end: CalendarDay): number => {
    const length = daysBetween(start, end);
    return length <= 0 ? 1 : Math.max(0, Math.min(1, daysBetween(start, asOf) / length));
  };
  return {
    least: share(periodEnd(from), periodEnd(planned)),
    middle: share(periodMiddle(from), periodMiddle(planned)),
    most: share(from.start, planned.start),
  };
}

const gapOf = ({ met, total, passed }: { met: number; total: number; passed: Passed }): number =>
  met / total - passed.middle;
