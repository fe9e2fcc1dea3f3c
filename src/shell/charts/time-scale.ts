import { type CalendarDay, addDays, dayNumber, dayOf, daysBetween, partsOf } from '../../kernel/calendar-day.js';
import { type Period, daysPerMonth, periodEnd, periodMiddle } from '../../kernel/period.js';
import { formatPeriod } from '../format.js';
import { textWidth } from './text-width.js';

/** Days to units across a picture. Nothing it gives lies outside `left` to `right`. */
export type TimeScale = {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly left: number;
  readonly right: number;
  /** Where a day begins. */
  x(day: CalendarDay): number;
  /** The whole span in which a date may lie, from its first day to the end of its last. */
  span(period: Period): readonly [number, number];
  /** The one place to put a mark for a date. */
  at(period: Period): number;
  /** True when any day of the span is in the picture. */
  shows(period: Period): boolean;
};

/** A scale without length is given one year, so that a single fact still has a place to stand. */
export function timeScale(from: CalendarDay, to: CalendarDay, left: number, right: number): TimeScale {
  const end = to > from ? to : addDays(from, 365);
  const length = daysBetween(from, end);
  const within = (value: number): number => Math.min(right, Math.max(left, value));
  const x = (day: CalendarDay): number => within(left + ((dayNumber(day) - dayNumber(from)) / length) * (right - left));
  return {
    from,
    to: end,
    left,
    right,
    x,
    span: (period) => [x(period.start), x(addDays(periodEnd(period), 1))],
    at: (period) => x(periodMiddle(period)),
    shows: (period) => period.start <= end && periodEnd(period) >= from,
  };
}

/** `text` is centred on `textAt`; it is empty where it would have to be moved too far to stay in the picture. */
export type Tick = { readonly x: number; readonly text: string; readonly textAt: number };

/** Months between ticks, from the finest to the coarsest. */
const steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200] as const;

/** The longest year and month, with room around them, in parts of the size of the text. */
const yearRoom = 3.4;
const monthRoom = 9.5;

/**
 * Ticks on round years, or on months where the picture shows less than a few years: as many as have room at the size
 * of `text`. `edges` is how far to each side a text may be drawn.
 */
export function timeTicks(scale: TimeScale, text: number, edges: readonly [number, number]): readonly Tick[] {
  const days = daysBetween(scale.from, scale.to);
  const width = scale.right - scale.left;
  const roomy = (months: number): boolean =>
    ((months * daysPerMonth) / days) * width >= (months < 12 ? monthRoom : yearRoom) * text;
  const step = steps.find(roomy) ?? 1200;
  const ticks: Tick[] = [];
  const first = partsOf(scale.from).year * 12;
  const last = partsOf(scale.to).year * 12 + 11;
  for (let index = Math.ceil(first / step) * step; index <= last; index += step) {
    const start = dayOf(Math.floor(index / 12), (index % 12) + 1, 1);
    if (start < scale.from || start > scale.to) continue;
    const words = formatPeriod({ start, precision: step < 12 ? 'month' : 'year' });
    const x = scale.x(start);
    const half = textWidth(words, text) / 2;
    const textAt = Math.min(edges[1] - half, Math.max(edges[0] + half, x));
    ticks.push({ x, text: Math.abs(textAt - x) > text / 2 ? '' : words, textAt });
  }
  return ticks;
}
