import { isFormal } from '../../../interventions/domain/intervention.js';
import type { Period } from '../../../kernel/period.js';
import type { StepFact } from '../episode-run.js';
import { between, cameWithin, isOlderThan, limitOf, notEnough, notExact, notYet } from '../judging.js';
import type { Limits, Reading, Signal, SignalResult } from '../signal.js';
import { countWords, withDoubt } from '../signal-words.js';
import type { CriterionFact, Lesson2Facts } from './facts.js';

/**
 * L2.1, exit test written early: of the interventions of level 3 or more, the share that had at least 3 exit criteria
 * agreed within 183 days of the start. All: supported. Some, or agreed later: discuss. None once 183 days have passed: a
 * challenge; before that it is not due yet.
 */
export const exitTestWrittenEarly: Signal<Lesson2Facts> = {
  key: 'L2.1',
  lesson: 2,
  version: 1,
  limits: [
    { name: 'criteria', label: 'A test is at least', unit: 'exit criteria', initial: 3 },
    { name: 'days', label: 'Early is within', unit: 'days', initial: 183 },
  ],
  read: ({ run, criteria }, reading, limits) => {
    const steps = run.steps.flatMap((step) =>
      isFormal(step.level) && step.from ? [{ ...step, from: step.from }] : [],
    );
    if (steps.length === 0)
      return notEnough('No intervention of level 3 or more has a beginning on the record.', [
        'Add the intervention with the day on which it began.',
      ]);
    const standings = steps.map((step) => standingOf(step, criteria, reading, limits));
    const { result, unsure } = between(
      judge(standings.map(({ best }) => best)),
      judge(standings.map(({ worst }) => worst)),
    );
    const early = standings.filter(({ worst }) => worst === 'early').length;
    const used = steps.map(({ fact }) => fact);
    if (result === 'not_yet')
      return notYet(`Fewer than ${limitOf(limits, 'days')} days have passed since the intervention began.`, used);
    const undated = criteria.filter(({ agreedOn }) => agreedOn === null).length;
    return {
      result,
      value: early / steps.length,
      uncertainty: null,
      n: steps.length,
      sentence: withDoubt(
        `${early} of ${countWords(steps.length, 'intervention')} had at least ${limitOf(limits, 'criteria')} exit criteria within ${limitOf(limits, 'days')} days of the start.`,
        unsure ? notExact : null,
      ),
      missing: [],
      used: [...used, ...criteria.map(({ fact }) => fact)],
      notes:
        undated > 0
          ? [`Of ${countWords(undated, 'exit criterion', 'exit criteria')} the record does not say when it was agreed.`]
          : [],
    };
  },
};

/** `waiting`: none yet, and the days have not passed. */
type Standing = 'early' | 'late' | 'waiting' | 'none';

function standingOf(
  { fact, from }: StepFact & { readonly from: Period },
  criteria: readonly CriterionFact[],
  { asOf }: Reading,
  limits: Limits,
): { readonly best: Standing; readonly worst: Standing } {
  const [least, days] = [limitOf(limits, 'criteria'), limitOf(limits, 'days')];
  const own = criteria.filter(({ interventionId, agreedOn }) => interventionId === fact.id && agreedOn !== null);
  const timely = own.map(({ agreedOn }) => cameWithin(from, days, agreedOn));
  const surely = timely.filter((answer) => answer === 'yes').length;
  const perhaps = timely.filter((answer) => answer !== 'no').length;
  const otherwise: Standing =
    own.length >= least ? 'late' : isOlderThan(from, days, asOf) === 'no' ? 'waiting' : 'none';
  return {
    best: perhaps >= least ? 'early' : otherwise,
    worst: surely >= least ? 'early' : otherwise,
  };
}

function judge(standings: readonly Standing[]): SignalResult {
  if (standings.every((standing) => standing === 'early')) return 'supports';
  if (standings.some((standing) => standing === 'early' || standing === 'late')) return 'discuss';
  return standings.includes('none') ? 'challenge' : 'not_yet';
}
