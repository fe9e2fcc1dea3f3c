import { addMonths, type CalendarDay } from '../../../kernel/calendar-day.js';
import { type Period, periodEnd, periodMiddle } from '../../../kernel/period.js';
import { limitOf, notEnough, notExact } from '../judging.js';
import type { Signal, SignalResult, UsedFact } from '../signal.js';
import { listWords, periodWords, withDoubt } from '../signal-words.js';
import type { ChartValue, Lesson7Facts, MeasureFact } from './facts.js';
import { noTrigger } from './measure-readings.js';

/**
 * L7.2, more found or more harm: in the 18 months after the trigger, whether any measure of what is found went up (X),
 * and whether any of what happens to people got worse (O), both beyond chance as the chart of the measure shows it
 * (`xmr.ts`). Supported by X without O, a challenge where O, to discuss where neither.
 */
export const moreFoundOrMoreHarm: Signal<Lesson7Facts> = {
  key: 'L7.2',
  lesson: 7,
  version: 1,
  limits: [{ name: 'window', label: 'Read for', unit: 'months', initial: 18 }],
  read: ({ run, measures }, { asOf }, limits) => {
    const trigger = run.trigger;
    if (!trigger?.on) return noTrigger(asOf);
    const window = limitOf(limits, 'window');
    const [middle, ...ends] = daysOf(trigger.on).map((day) => seen(measures, day, window));
    if (!middle || middle.exposures.length === 0 || middle.outcomes.length === 0)
      return notEnough(
        `What more looking found and what happened to people cannot be told apart in the ${window} months after the trigger of ${periodWords(trigger.on)}.`,
        [
          ...(middle?.exposures.length ? [] : [`Add ${needs('what is found (such as referrals)')}`]),
          ...(middle?.outcomes.length ? [] : [`Add ${needs('what happens to people')}`]),
        ],
        { used: [trigger] },
      );
    const result = judge(middle);
    const unsure = ends.some((end) => judge(end) !== result);
    const windowEnd = addMonths(periodMiddle(trigger.on), window);
    return {
      result: unsure ? 'discuss' : result,
      value: null,
      uncertainty: null,
      n: middle.exposures.length + middle.outcomes.length,
      sentence: withDoubt(sentenceOf(middle, window), unsure ? notExact : null),
      missing: [],
      used: [trigger, ...[...middle.exposures, ...middle.outcomes].map(({ measure, at }) => use(measure, at))],
      notes: asOf < windowEnd ? [`The ${window} months are not over: more numbers will come.`] : [],
    };
  },
};

const needs = (words: string): string => `a measure of ${words} with at least 6 numbers, some of them in these months.`;

/** The middle of a date first, then both its ends where it is not exact. */
const daysOf = (on: Period): readonly CalendarDay[] =>
  on.precision === 'day' ? [on.start] : [periodMiddle(on), on.start, periodEnd(on)];

/** A measure with its first value in the window that stands out; null: none does. */
type Seen = { readonly measure: MeasureFact; readonly at: ChartValue | null };
type SeenMeasures = { readonly exposures: readonly Seen[]; readonly outcomes: readonly Seen[] };

function seen(measures: readonly MeasureFact[], from: CalendarDay, window: number): SeenMeasures {
  const to = addMonths(from, window);
  const of = (role: MeasureFact['role'], isIt: (value: ChartValue) => boolean): readonly Seen[] =>
    measures
      .filter((measure) => measure.role === role)
      .flatMap((measure) => {
        const values = measure.charted.filter(({ on }) => periodMiddle(on) >= from && periodMiddle(on) <= to);
        return values.length === 0 ? [] : [{ measure, at: values.find(isIt) ?? null }];
      });
  return {
    exposures: of('exposure', ({ sides }) => sides.includes('high')),
    outcomes: of('outcome', ({ meaning }) => meaning === 'concern'),
  };
}

function judge({ exposures, outcomes }: SeenMeasures): SignalResult {
  if (outcomes.some(({ at }) => at !== null)) return 'challenge';
  return exposures.some(({ at }) => at !== null) ? 'supports' : 'discuss';
}

const namesOf = (seenOnes: readonly Seen[]): string =>
  listWords(seenOnes.filter(({ at }) => at !== null).map(({ measure }) => measure.fact.label));

function sentenceOf({ exposures, outcomes }: SeenMeasures, window: number): string {
  const found = namesOf(exposures);
  const worse = namesOf(outcomes);
  const within = `In the ${window} months after the trigger`;
  if (worse && found) return `${within} more was found (${found}), and what happens to people got worse (${worse}).`;
  if (worse) return `${within} what happens to people got worse (${worse}), and no more was found.`;
  if (found) return `${within} more was found (${found}), and nothing that happens to people got worse beyond chance.`;
  return `${within} no more was found, and nothing that happens to people got worse beyond chance.`;
}

const use = ({ fact }: MeasureFact, at: ChartValue | null): UsedFact => ({ ...fact, on: at?.on ?? null });
