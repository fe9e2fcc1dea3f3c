import { xmrChart } from '../../../measures/domain/xmr.js';
import { limitOf, notEnough } from '../judging.js';
import type { Limits, Signal, SignalOutcome, SignalResult, UsedFact } from '../signal.js';
import { told } from '../signal-parts.js';
import { countWords, numberWords, shareWords } from '../signal-words.js';
import type { ConcernQuarter, ConcernYear, Lesson5Facts } from './facts.js';
import { isTellable, withoutSmallNumbers } from './in-public.js';

/** Full quarters that are read. */
const quartersRead = 4;

/**
 * L5.1. Concerns for every 100 staff in each full quarter, over the last 4: quarters without any, and an unusual fall (a
 * special cause on the low side in one of the 4, on the chart of all quarters since counting began; lessons A11). A rise
 * is never held against anybody.
 *
 * Only the count of all four is told, through the disclosure rules; where it is withheld, the word alone.
 *
 * Method: lessons A5 and A11 (XmR); limits chosen by the makers of this record.
 */
export const concernsAreFlowing: Signal<Lesson5Facts> = {
  key: 'L5.1',
  lesson: 5,
  version: 1,
  limits: [
    { name: 'supports', label: 'Supported up to', unit: 'quarters without a concern', initial: 0 },
    { name: 'challenge', label: 'A challenge from', unit: 'quarters without a concern', initial: 2 },
  ],
  read(facts, { scope }, limits): SignalOutcome {
    const last = facts.quarters.slice(-quartersRead);
    if (last.length < quartersRead)
      return notEnough(
        facts.quarters.length === 0
          ? 'How many people work here is not on record.'
          : `Fewer than ${quartersRead} full quarters have been counted.`,
        facts.quarters.length === 0
          ? ['Record how many people work for the organisation.']
          : [`Wait until ${quartersRead} full quarters have passed since counting began.`],
      );
    const count = last.reduce((sum, { concerns }) => sum + concerns, 0);
    const staff = last.reduce((sum, { headcount }) => sum + headcount, 0) / quartersRead;
    const rate = (100 * count) / staff;
    const without = last.filter(({ concerns }) => concerns === 0).length;
    const hasFallen = isFalling(facts.quarters);
    const result = judged({ without, hasFallen }, limits);
    const outcome = told(
      { result, unsure: false },
      {
        value: rate,
        n: count,
        sentence: sentenceOf({ result, without, count, rate, hasFallen }),
        used: scope === 'public' ? [] : last.map(usedQuarter),
        notes: notesOf(facts),
      },
    );
    return withoutSmallNumbers(outcome, [
      { figure: { value: count }, kind: 'people' },
      { figure: { value: rate, numerator: count, denominator: staff }, kind: 'share' },
    ]);
  },
};

/** A quarter and no concern of its own: how many there were in it is told on the page of concerns, where it may be. */
const usedQuarter = ({ key, from }: ConcernQuarter): UsedFact => ({
  kind: 'concern_quarter',
  id: key,
  ref: null,
  label: 'Concerns raised in a quarter',
  on: { start: from, precision: 'quarter' },
});

const rateOf = ({ concerns, headcount }: ConcernQuarter): number => (100 * concerns) / headcount;

/** A special cause on the low side in one of the last quarters. Fewer than 6 quarters have no limits, so no fall. */
function isFalling(quarters: readonly ConcernQuarter[]): boolean {
  const { points } = xmrChart(quarters.map(rateOf), { polarity: 'higher' });
  return points.slice(-quartersRead).some(({ signals }) => signals.some(({ side }) => side === 'low'));
}

function judged(
  { without, hasFallen }: { readonly without: number; readonly hasFallen: boolean },
  limits: Limits,
): SignalResult {
  if (without >= limitOf(limits, 'challenge')) return 'challenge';
  return without <= limitOf(limits, 'supports') && !hasFallen ? 'supports' : 'discuss';
}

type Said = {
  readonly result: SignalResult;
  readonly without: number;
  readonly count: number;
  readonly rate: number;
  readonly hasFallen: boolean;
};

function sentenceOf({ result, without, count, rate, hasFallen }: Said): string {
  if (result === 'challenge')
    return `No concerns were recorded in ${without} of the last ${quartersRead} quarters. That is unusual and worth asking about.`;
  const raised = `Staff raised ${countWords(count, 'concern')} in the last ${quartersRead} quarters (${numberWords(rate)} for every 100 staff).`;
  const quiet = without === 0 ? '' : ` No concerns were recorded in ${without} of them.`;
  const fall = hasFallen ? ' That is an unusual fall.' : '';
  return `${raised}${quiet}${fall} A rise is not a bad sign.`;
}

/** What is shown and never scored: how many gave no name, and how many said that they were made to pay for speaking. */
function notesOf({ thisYear, lastYear }: Lesson5Facts): readonly string[] {
  const share = (year: ConcernYear, of: 'anonymous' | 'detriment'): string | null =>
    isTellable(year[of], year.concerns) ? shareWords(year[of], year.concerns) : null;
  const [now, before] = [share(thisYear, 'anonymous'), share(lastYear, 'anonymous')];
  const detriment = share(thisYear, 'detriment');
  return [
    ...(now === null
      ? []
      : [
          `${now} concerns of the last 4 quarters were raised without a name${before === null ? '' : `, ${before} of the 4 before`}.`,
        ]),
    ...(detriment === null ? [] : [`In ${detriment} whoever raised it said that they suffered for speaking up.`]),
    'Only concerns that were recorded here are counted.',
  ];
}
