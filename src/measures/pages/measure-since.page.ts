import { type CalendarDay, parseCalendarDay } from '../../kernel/calendar-day.js';
import { type Period, parsePeriod, periodMiddle } from '../../kernel/period.js';
import type { MeasureTrigger, MeasureTrough } from '../../shell/charts/measure-chart.js';
import { formatMonths, formatPeriod } from '../../shell/format.js';
import { knownBy } from '../../sources/domain/as-known.js';
import { readingOf } from '../data/measure-facts.js';
import type { MeasurePartRow } from '../data/measure-pages.row.js';
import { readDip } from '../domain/dip.js';
import { dipPoints } from '../domain/dip-points.js';
import { dipStanding, usualLengths, type WrittenDip } from '../domain/dip-state.js';
import { type DipSay, gapWords, maybeChance, noReadingWords, standingWords } from '../domain/dip-words.js';
import type { Series } from '../domain/series.js';
import { knownDay, type MeasurePageInput } from './measure-input.page.js';

const say: DipSay = {
  on: formatPeriod,
  when: (on) => `${on.precision === 'day' ? 'on' : 'in'} ${formatPeriod(on)}`,
  months: formatMonths,
};

/** Dips that were written down by a day. */
export const writtenDips = (parts: readonly MeasurePartRow[], day: CalendarDay): readonly WrittenDip[] =>
  parts.flatMap(({ part, startsOn, months, limitValue, text }): WrittenDip[] => {
    const writtenOn = parseCalendarDay(startsOn ?? '');
    if (part !== 'dip' || !writtenOn || writtenOn > day || months === null || limitValue === null) return [];
    return [{ id: text, writtenOn, months, limitValue }];
  });

/** What the page tells of the time since the failure that opened last. */
export type SinceTrigger = {
  readonly triggers: readonly MeasureTrigger[];
  readonly trough: MeasureTrough | null;
  readonly sentences: readonly string[];
};

/** Every trigger of the body is a line; how the measure stands is told since the newest that was known by the day. */
export function sinceTrigger(input: MeasurePageInput, series: Series): SinceTrigger {
  const asOf = knownDay(input) ?? input.today;
  const known = triggersOf(input, asOf);
  const triggers = known.map(({ on, text }): MeasureTrigger => ({ on, text: `Trigger: ${text}` }));
  const newest = known.at(-1);
  if (!newest || series.count === 0) return { triggers, trough: null, sentences: [] };
  const { polarity, frequency } = readingOf(input.measure);
  const safetyCritical = input.measure.safetyCritical === 1;
  const read = readDip(dipPoints(series), {
    trigger: periodMiddle(newest.on),
    asOf,
    polarity,
    frequency,
    lagDays: input.measure.lagDays,
  });
  const begins = `Since ${newest.text}, ${formatPeriod(newest.on)}: `;
  if (read.is === 'none')
    return { triggers, trough: null, sentences: [`${begins}this measure ${noReadingWords(read, say)}`] };
  const written = writtenDips(input.parts, asOf);
  const standing = dipStanding(read, { asOf, polarity, safetyCritical, written, lengths: usualLengths });
  const words = standingWords(standing, { polarity, trigger: newest.on, safetyCritical, say });
  const { trough = null } = standing.fall ?? {};
  const mayBeChance = standing.fall !== null && standing.months === null ? [maybeChance(polarity)] : [];
  return {
    triggers,
    trough:
      trough && !safetyCritical
        ? {
            on: trough.on,
            side: polarity === 'lower' ? 'high' : 'low',
            text: `${polarity === 'lower' ? 'Highest' : 'Lowest'} point, ${formatPeriod(trough.on)}`,
          }
        : null,
    sentences: [`${begins}this measure ${words}`, ...mayBeChance, ...[gapWords(read, say)].flatMap((one) => one ?? [])],
  };
}

type Trigger = { readonly on: Period; readonly text: string };

/** Failures of the body that had opened, and were known, by a day: the oldest first. */
const triggersOf = (input: MeasurePageInput, asOf: CalendarDay): readonly Trigger[] =>
  input.events.flatMap((event): Trigger[] => {
    const on = parsePeriod(event.on);
    const knownOn = event.knownOn === null ? null : parsePeriod(event.knownOn);
    if (event.kind !== 'episode' || !on || on.start > asOf) return [];
    return knownDay(input) && !knownBy({ knownOn }, asOf) ? [] : [{ on, text: event.text }];
  });
