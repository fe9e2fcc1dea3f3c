import { highestLevelOn, isFormal } from '../../../interventions/domain/intervention.js';
import type { CalendarDay } from '../../../kernel/calendar-day.js';
import { byPeriod, monthsBetween, onDay, type Period, periodEnd } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import { atMost, limitOf, notExact, notYet } from '../judging.js';
import type { Signal } from '../signal.js';
import { monthsWords, percentWords, whenWords, withDoubt } from '../signal-words.js';
import { type CriterionFact, type Lesson2Facts, metOn } from './facts.js';

/**
 * L2.3, step-down overdue: months since the first day on which 70% of an intervention’s exit criteria were met, while
 * the level of intervention has not fallen. Stepped down since: supported. Of several interventions the longest wait is
 * reported. Not due yet while none has come so far.
 */
export const stepDownOverdue: Signal<Lesson2Facts> = {
  key: 'L2.3',
  lesson: 2,
  version: 1,
  limits: [
    { name: 'share', label: 'It counts from', unit: 'share', initial: 0.7 },
    { name: 'supports', label: 'Supported up to', unit: 'months', initial: 6 },
    { name: 'challenge', label: 'A challenge beyond', unit: 'months', initial: 12 },
  ],
  read: ({ run, criteria }, { asOf }, limits) => {
    const share = limitOf(limits, 'share');
    const reached = run.steps
      .filter(({ level }) => isFormal(level))
      .flatMap((step) => {
        const own = criteria.filter(({ interventionId }) => interventionId === step.fact.id);
        const on = firstReached(own, share);
        return on ? [{ step, own, on }] : [];
      });
    const [first] = reached;
    if (!first) return notYet(`No intervention has had ${percentWords(share)} of its exit criteria met.`);
    const waiting = reached
      .filter(({ step, on }) => !hasSteppedDown(step, on, run.steps, asOf))
      .toSorted((a, b) => byPeriod(a.on, b.on))[0];
    const shown = waiting ?? first;
    const used = [shown.step.fact, ...shown.own.map(({ fact }) => fact)];
    const since = `${percentWords(share)} of the exit criteria were met ${whenWords(shown.on)}.`;
    if (!waiting)
      return {
        result: 'supports',
        value: null,
        uncertainty: null,
        n: shown.own.length,
        sentence: `${since} The level of intervention has fallen since.`,
        missing: [],
        used,
        notes: [],
      };
    const value = monthsBetween(shown.on, onDay(asOf));
    const { result, unsure } = atMost(value, {
      supports: limitOf(limits, 'supports'),
      challenge: limitOf(limits, 'challenge'),
    });
    return {
      result,
      value: value.months,
      uncertainty: value.uncertainty || null,
      n: shown.own.length,
      sentence: withDoubt(
        `At least ${percentWords(share)} of the exit criteria have been met for ${monthsWords(value)}. The level of intervention has not changed.`,
        unsure ? notExact : null,
      ),
      missing: [],
      used,
      notes: [],
    };
  },
};

/** The first change after which so large a share of the criteria was met, as exactly as that change is dated. */
function firstReached(criteria: readonly CriterionFact[], share: number): Period | null {
  const changes = criteria.flatMap((criterion) => criterion.changes.map(({ on }) => on)).toSorted(byPeriod);
  return (
    changes.find((on) => {
      const { met, total } = metOn(criteria, periodEnd(on));
      return total > 0 && met / total >= share - 1e-9;
    }) ?? null
  );
}

/** The intervention has ended, or what is in force now is lower than what was then. */
function hasSteppedDown(step: StepFact, then: Period, steps: readonly StepFact[], asOf: CalendarDay): boolean {
  if (step.to) return true;
  return highestLevelOn(steps, asOf).level < highestLevelOn(steps, periodEnd(then)).level;
}
