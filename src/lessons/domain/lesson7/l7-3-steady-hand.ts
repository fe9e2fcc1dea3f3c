import { addDays, addMonths, type CalendarDay, earlier } from '../../../kernel/calendar-day.js';
import { periodEnd } from '../../../kernel/period.js';
import type { Fall } from '../../../measures/domain/dip.js';
import { fallOver } from '../../../measures/domain/dip-state.js';
import { between, fellWithin, limitOf, notEnough, notExact, notYet } from '../judging.js';
import type { Signal, SignalResult } from '../signal.js';
import { countWords, listWords, withDoubt } from '../signal-words.js';
import type { DirectionChange, Lesson7Facts } from './facts.js';
import { dipsIn, missingFor, namesOf, noTrigger, readMeasures } from './measure-readings.js';

/**
 * L7.3, a steady hand: changes of direction while any measure is in a dip, from the first month of the dip to its lowest
 * point where it turned, to where it was back, or to the day; for 12 months at most, since after those it is no dip any
 * more. Counted are a plan that drops more than 30% of its milestones, a new chair, chief executive or director, and a
 * structural change. Supported by 0 or 1, a challenge from 3.
 */
export const steadyHand: Signal<Lesson7Facts> = {
  key: 'L7.3',
  lesson: 7,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to', unit: 'changes', initial: 1 },
    { name: 'challenge', label: 'A challenge from', unit: 'changes', initial: 3 },
    { name: 'dropped', label: 'A plan counts that drops more than', unit: 'share', initial: 0.3 },
    { name: 'dip', label: 'A dip up to', unit: 'months', initial: 12 },
  ],
  read: (facts, { asOf, ...reading }, limits) => {
    const dip = limitOf(limits, 'dip');
    const readings = readMeasures(facts, { asOf, ...reading }, { dip, decline: Number.POSITIVE_INFINITY });
    if (!readings) return noTrigger(asOf);
    if (readings.told.length === 0)
      return notEnough('No measure can be read, so nobody can tell whether one was in a dip.', missingFor(readings));
    const dips = dipsIn(readings);
    if (dips.length === 0)
      return notYet('No measure has been in a dip since the trigger, so no hand had to be steady.');
    const days = dips.map(({ fall }) => daysOf(fall, { asOf, dip }));
    const dropped = limitOf(limits, 'dropped');
    const counted = facts.changes
      .filter((change) => isDirection(change, dropped))
      .map((change) => ({ change, within: withinAny(change, days) }))
      .filter(({ within }) => within !== 'no');
    const sure = counted.filter(({ within }) => within === 'yes').length;
    const held = { supports: limitOf(limits, 'supports'), challenge: limitOf(limits, 'challenge') };
    const { result, unsure } = between(judge(sure, held), judge(counted.length, held));
    const names = listWords(counted.map(({ change }) => change.fact.label));
    return {
      result,
      value: counted.length,
      uncertainty: counted.length === sure ? null : counted.length - sure,
      n: dips.length,
      sentence: withDoubt(
        `Direction changed ${times(counted.length)} while a measure was in a dip (${listWords(namesOf(dips))})${names ? `: ${names}` : ''}.`,
        unsure ? notExact : null,
      ),
      missing: [],
      used: [
        ...dips.map(({ measure, fall }) => ({ ...measure.fact, on: fall.startedOn })),
        ...counted.map(({ change }) => change.fact),
      ],
      notes: ['A change can be right: this counts how often, and does not judge which.'],
    };
  },
};

const times = (count: number): string => (count === 0 ? 'not once' : count === 1 ? 'once' : countWords(count, 'time'));

type Days = { readonly first: CalendarDay; readonly last: CalendarDay };

/** The days of a dip: no longer than a dip may last. */
function daysOf(fall: Fall, { asOf, dip }: { readonly asOf: CalendarDay; readonly dip: number }): Days {
  const first = fall.startedOn.start;
  const over = fallOver(fall);
  const longest = addDays(addMonths(first, dip), -1);
  return { first, last: earlier(earlier(over ? periodEnd(over) : asOf, longest), asOf) };
}

const isDirection = ({ kind, dropped }: DirectionChange, share: number): boolean =>
  kind !== 'plan' || (dropped !== null && dropped.of > 0 && dropped.count / dropped.of > share);

function withinAny({ fact }: DirectionChange, days: readonly Days[]): 'yes' | 'no' | 'unsure' {
  const told = days.map(({ first, last }) => fellWithin(fact.on, first, last));
  if (told.includes('yes')) return 'yes';
  return told.includes('unsure') ? 'unsure' : 'no';
}

function judge(
  count: number,
  { supports, challenge }: { readonly supports: number; readonly challenge: number },
): SignalResult {
  if (count <= supports) return 'supports';
  return count >= challenge ? 'challenge' : 'discuss';
}
