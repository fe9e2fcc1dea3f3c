import type { Months, Period } from '../../kernel/period.js';
import type { NoDipReading, ReadDip } from './dip.js';
import type { DipStanding } from './dip-state.js';
import type { Polarity } from './xmr.js';

/** How dates and lengths are written where the sentence stands. */
export type DipSay = {
  /** "8 May 2019", "May 2019". */
  readonly on: (on: Period) => string;
  /** "on 8 May 2019", "in May 2019". */
  readonly when: (on: Period) => string;
  readonly months: (months: Months) => string;
};

export const safetyRule = 'This measure is marked safety-critical. A fall is not explained as an early dip.';

/** A trigger at a bad moment is followed by better values with no improvement at all. */
export const maybeChance = (polarity: Polarity): string =>
  `Part of this ${polarity === 'lower' ? 'fall' : 'rise'} may be chance.`;

/**
 * Of 100 measures that fell by 1.5 deviations after the trigger and stay there, so many are said to have turned so many
 * months after it: the lowest point is low by chance too. Found by a seeded simulation of 3,000 series for each, and found
 * anew within two points by `dip.simulation.spec.ts`. Of “back” it is 1 at most.
 */
export const turnedByChance = [
  { months: 12, in100: 24 },
  { months: 18, in100: 42 },
  { months: 24, in100: 58 },
  { months: 36, in100: 73 },
  { months: 48, in100: 81 },
  { months: 60, in100: 85 },
] as const;

/**
 * What the word “turned” is worth, to stand beside it: the rate for the months since the fall began, rounded up to those
 * that were simulated. After five years it rises further.
 */
export function turnedWorth(months: number): string {
  const row = turnedByChance.find((one) => months <= one.months);
  const last = turnedByChance[turnedByChance.length - 1];
  return row
    ? `said of ${row.in100} in 100 measures that fell and stay low for ${row.months} months`
    : `said of more than ${last?.in100 ?? 0} in 100 measures that fell and stay low for longer than ${last?.months ?? 0} months`;
}

type Way = {
  readonly fell: string;
  readonly fallen: string;
  readonly beyond: string;
  readonly low: string;
  readonly lowest: string;
  readonly rising: string;
  readonly better: string;
};

/** What a fall is called: of a measure of which less is better it is a rise. */
const ways: Readonly<Record<'higher' | 'lower', Way>> = {
  higher: {
    fell: 'fell',
    fallen: 'fallen',
    beyond: 'below its starting level',
    low: 'low',
    lowest: 'lowest',
    rising: 'rising',
    better: 'above its starting level',
  },
  lower: {
    fell: 'rose',
    fallen: 'risen',
    beyond: 'above its starting level (worse)',
    low: 'worse than before',
    lowest: 'worst',
    rising: 'falling',
    better: 'below its starting level (better)',
  },
};

/**
 * The state of a measure in words that follow its name, with a full stop at the end. Dip words are never given to a
 * measure that is critical to safety.
 */
export function standingWords(
  { state, fall, months, turnedAfter, because }: DipStanding,
  {
    polarity,
    trigger,
    safetyCritical,
    say,
  }: { readonly polarity: Polarity; readonly trigger: Period; readonly safetyCritical: boolean; readonly say: DipSay },
): string {
  const way = ways[polarity === 'lower' ? 'lower' : 'higher'];
  const length = months ? say.months(months) : '';
  const begun = fall ? say.on(fall.startedOn) : '';
  const safely = (text: string): string => (safetyCritical ? `${text}. ${safetyRule}` : `${text}.`);
  switch (state) {
    case 'no_dip':
      return `has not ${way.fallen} since ${say.on(trigger)}.`;
    case 'dip':
      return `${way.fell} from ${begun}. It has been ${way.beyond} for ${length}. Dips of up to 12 months are common after a trigger.`;
    case 'long_dip':
      return `has been ${way.low} for ${length}. That is longer than most.`;
    case 'decline':
      return declineWords(because, { way, begun, length });
    case 'turned':
      return safely(
        `reached its ${way.lowest} point ${fall?.trough ? say.when(fall.trough.on) : ''} and has been ${way.rising} since (${turnedWorth(turnedAfter?.months ?? 0)})`,
      );
    case 'back':
      return 'is back to its starting level.';
    case 'better':
      return `is ${way.better}.`;
  }
}

function declineWords(
  because: DipStanding['because'],
  { way, begun, length }: { readonly way: Way; readonly begun: string; readonly length: string },
): string {
  if (because === 'safety-critical') return `${way.fell} from ${begun}. ${safetyRule}`;
  if (because === 'past-its-limit')
    return `${way.fell} from ${begun} and has gone past what was written down in advance. This is not the dip that was expected.`;
  return `has been ${way.low} for ${length} and has not turned. This is not an early dip.`;
}

/** Why nothing is said of a measure, in words that follow its name, with a full stop at the end. */
export function noReadingWords(reading: NoDipReading, say: DipSay): string {
  switch (reading.because) {
    case 'no-direction':
      return 'has no better way, so a fall of it means nothing by itself.';
    case 'no-variation':
      return 'has values before the trigger that did not vary, so nothing tells chance from change.';
    case 'withheld':
      return 'has a withheld number before the trigger, so no level is published.';
    case 'too-few-before':
    case 'too-few-after':
      return tooFewWords(reading, say);
    case 'new-scale':
      return `changed its scale or definition ${say.when(reading.on)}: what came after is not compared with the level before the trigger.`;
    case 'stopped':
      return `has no number since ${say.on(reading.on)}.`;
  }
}

const tooFewWords = (
  { because, count, gap }: Extract<NoDipReading, { readonly count: number }>,
  { on }: DipSay,
): string => {
  const numbers = `${count} ${count === 1 ? 'number' : 'numbers'}`;
  const needs = because === 'too-few-before' ? 'before the trigger, and needs 6' : 'after the trigger, and needs 3';
  const began = gap
    ? ` They are counted from ${on(gap.before)}, since none came between ${on(gap.after)} and then.`
    : '';
  return `has ${numbers} ${needs}.${began}`;
};

/** That the reading began again after a gap; null where it did not. */
export const gapWords = ({ gap }: Pick<ReadDip, 'gap'>, { on }: DipSay): string | null =>
  gap ? `No number came between ${on(gap.after)} and ${on(gap.before)}, so the reading begins again there.` : null;

/** What to do where nothing can be said; null where nothing can be done. */
export function whatToAdd(reading: NoDipReading, { on }: DipSay): string | null {
  switch (reading.because) {
    case 'too-few-before':
      return `Add numbers from before the trigger: ${reading.count} can be used, and 6 are needed.`;
    case 'too-few-after':
      return `Add numbers from after the trigger: ${reading.count} can be used, and 3 are needed.`;
    case 'stopped':
      return `Add the numbers since ${on(reading.on)}.`;
    case 'new-scale':
      return `Add the numbers before ${on(reading.on)} once more, counted as they are counted now.`;
    case 'no-direction':
    case 'no-variation':
    case 'withheld':
      return null;
  }
}
