import { noteOn } from '../../../measures/domain/dip-state.js';
import { maybeChance, safetyRule, turnedWorth } from '../../../measures/domain/dip-words.js';
import { limitOf, notEnough, notExact } from '../judging.js';
import type { Signal, SignalResult, UsedFact } from '../signal.js';
import { countWords, listWords, monthsWords, percentWords, periodWords, withDoubt } from '../signal-words.js';
import type { Lesson7Facts } from './facts.js';
import {
  isLow,
  type MeasureReading,
  type MeasureReadings,
  measureWords,
  missingFor,
  noTrigger,
  notesOf,
  readMeasures,
  resultOfState,
  usedMeasure,
} from './measure-readings.js';

/** Of measures without any change, so many are said to have fallen (`dip.simulation.spec.ts`): 12 values on each side. */
const falseDips = 0.08;

/**
 * L7.1, where each measure is: the state of every measure since the trigger (`dip.ts`). A challenge where any is in
 * decline, to discuss where any is in a dip, supported where each has turned, is back, is better or never fell. Its
 * value is the number of measures that are low now.
 *
 * The sentence says that the whole is low only of two measures of different families (what is found, what is done, what
 * happens to people, means), of one whose fall was written down beforehand, or of one that is critical to safety: of ten
 * measures without any change the test finds one to have fallen in more than half of all cases.
 */
export const whereEachMeasureIs: Signal<Lesson7Facts> = {
  key: 'L7.1',
  lesson: 7,
  version: 1,
  limits: [
    { name: 'dip', label: 'A dip up to', unit: 'months', initial: 12 },
    { name: 'decline', label: 'A challenge beyond', unit: 'months', initial: 18 },
  ],
  read: (facts, reading, limits) => {
    const readings = readMeasures(facts, reading, {
      dip: limitOf(limits, 'dip'),
      decline: limitOf(limits, 'decline'),
    });
    if (!readings) return noTrigger(reading.asOf);
    const { told, trigger } = readings;
    const used: readonly UsedFact[] = [...(facts.run.trigger ? [facts.run.trigger] : []), ...told.map(usedMeasure)];
    if (told.length === 0)
      return notEnough(
        readings.unread.length === 0
          ? 'No measure of this organisation is on the record.'
          : `None of ${countWords(readings.unread.length, 'measure')} has numbers enough around the trigger of ${periodWords(trigger)}.`,
        missingFor(readings),
        { used, notes: notesOf(readings) },
      );
    const { result, unsure } = judge(told);
    return {
      result,
      value: told.filter(isLow).length,
      uncertainty: null,
      n: told.length,
      sentence: withDoubt(sentenceOf(readings), unsure ? notExact : null),
      missing: [],
      used,
      notes: [...notesOf(readings), ...chanceNotes(told)],
    };
  },
};

function judge(told: readonly MeasureReading[]): { readonly result: SignalResult; readonly unsure: boolean } {
  const results = new Set(told.filter(({ unsure }) => !unsure).map(({ standing }) => resultOfState[standing.state]));
  const isOpen = told.some(({ unsure }) => unsure);
  if (results.has('challenge')) return { result: 'challenge', unsure: false };
  return { result: isOpen || results.has('discuss') ? 'discuss' : 'supports', unsure: isOpen };
}

function sentenceOf({ told, trigger }: MeasureReadings): string {
  const low = told.filter(isLow);
  const [first] = told;
  if (first && told.length === 1) return `${measureWords(first, trigger)}${low.length === 1 ? ` ${lone(1)}` : ''}`;
  if (low.length === 0)
    return `Of ${told.length} measures none is low: ${countsOf(told, periodWords(trigger))}.${turnedCaution(told)}`;
  const names = listWords(low.map(({ measure, standing }) => `${measure.fact.label} (${lengthOf(standing.months)})`));
  const verb = low.length === 1 ? 'is' : 'are';
  const safety = low.some(({ measure }) => measure.safetyCritical) ? ` ${safetyRule}` : '';
  const caution = tellsOfTheWhole(low) ? '' : ` ${lone(told.length)}`;
  return `${low.length} of ${told.length} measures ${verb} low since the trigger: ${names}.${safety}${caution}`;
}

const lengthOf = (months: MeasureReading['standing']['months']): string => (months ? monthsWords(months) : '');

/** Two of different families, one that was expected, or one that safety depends on. */
function tellsOfTheWhole(low: readonly MeasureReading[]): boolean {
  if (new Set(low.map(({ measure }) => measure.role)).size > 1) return true;
  return low.some(
    ({ measure, standing }) =>
      measure.safetyCritical || (standing.fall !== null && noteOn(standing.fall, measure.written)?.wasFirst === 'yes'),
  );
}

const lone = (measures: number): string =>
  measures === 1
    ? `One measure alone may be chance: of measures without any change the test finds ${percentWords(falseDips)} to have fallen.`
    : `Measures of one family alone may be chance: of ${measures} measures without any change the test finds at least one to have fallen in ${percentWords(1 - (1 - falseDips) ** measures)} of cases.`;

const stateWords = (trigger: string) =>
  ({
    no_dip: (count: number) => `${count} ${count === 1 ? 'has' : 'have'} not got worse since ${trigger}`,
    turned: (count: number) => `${count} ${count === 1 ? 'has' : 'have'} turned`,
    back: (count: number) => `${count} ${count === 1 ? 'is' : 'are'} back`,
    better: (count: number) => `${count} ${count === 1 ? 'is' : 'are'} better than before`,
  }) as const;

function countsOf(told: readonly MeasureReading[], trigger: string): string {
  return listWords(
    Object.entries(stateWords(trigger)).flatMap(([state, words]) => {
      const count = told.filter(({ standing }) => standing.state === state).length;
      return count > 0 ? [words(count)] : [];
    }),
  );
}

/** How often “turned” is said where nothing has: by the fall that is oldest, of which it is said most. */
function turnedCaution(told: readonly MeasureReading[]): string {
  const ages = told.flatMap(({ standing }) => (standing.turnedAfter ? [standing.turnedAfter.months] : []));
  return ages.length === 0 ? '' : ` “Turned” is ${turnedWorth(Math.max(...ages))}; “back” of 1 at most.`;
}

/** Regression to the mean looks like recovery. */
function chanceNotes(told: readonly MeasureReading[]): readonly string[] {
  const risen = told.filter((one) => one.standing.fall !== null && !isLow(one));
  return risen.map(({ measure }) => `${measure.fact.label}: ${maybeChance(measure.polarity)}`);
}
