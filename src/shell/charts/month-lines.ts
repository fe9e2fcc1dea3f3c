import type { Drawing } from './drawing.js';
import { markPath } from './marks.js';
import { Sheet } from './sheet.js';
import { textWidth } from './text-width.js';
import { valueScale } from './value-scale.js';

/** A number of a series at a month of the clock. Null: withheld or not known; the letter says which. */
export type MonthPoint = {
  /** Months from zero: the first and the last that it may be of, and its middle. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly value: number | null;
  readonly letter: string | null;
  /** Whether a line leads to it from the point before: never across a break. */
  readonly joined: boolean;
  readonly title: string;
};

export type MonthLinesFacts = {
  /** The part of the clock that is drawn, and the values that the scale holds: the same for all panels of a page. */
  readonly from: number;
  readonly until: number;
  readonly values: readonly number[];
  readonly points: readonly MonthPoint[];
  /** Where another definition or scale begins. */
  readonly breaks: readonly { readonly at: number; readonly title: string }[];
  readonly say: (value: number) => string;
};

type About = { readonly id: string; readonly title: string; readonly description: string };

const width = 343;
const text = 14;
const top = 8;
const bottom = 150;
const height = 196;

/**
 * One series on the clock of a comparison, small enough to stand beside others on the same scales. A withheld number is
 * a gap with its letter under the axis; a date that is not exact a thin line over its span; a changed definition a
 * dotted line that no series crosses. Takes at least one value.
 */
export function monthLines(facts: MonthLinesFacts, { id, title, description }: About): Drawing {
  const scale = valueScale(facts.values, { top, bottom });
  const left = Math.max(...scale.ticks.map((value) => textWidth(facts.say(value), text))) + 12;
  const right = width - 8;
  const x = (months: number): number =>
    Math.min(right, Math.max(left, left + ((months - facts.from) / (facts.until - facts.from)) * (right - left)));
  const isShown = ({ at }: { readonly at: number }): boolean => at >= facts.from && at <= facts.until;
  const back = new Sheet();
  const front = new Sheet();
  for (const value of scale.ticks) {
    back.line('chart__grid', [left, scale.y(value)], [right, scale.y(value)]);
    back.text('chart__value', left - 8, scale.y(value) + text * 0.35, facts.say(value));
  }
  back.line('chart__axis', [left, bottom], [right, bottom]);
  const span = facts.until - facts.from;
  const step = [6, 12, 24, 36, 60, 120].find((months) => (months / span) * (right - left) >= 44) ?? 240;
  for (let months = Math.ceil(facts.from / step) * step; months <= facts.until; months += step) {
    back.line(
      months === 0 ? 'lane__zero' : 'chart__tick',
      [x(months), months === 0 ? top : bottom],
      [x(months), bottom + 6],
    );
    back.text(
      'chart__year',
      x(months),
      bottom + 8 + text * 1.1,
      months > 0 ? `+${months}` : String(months).replace('-', '\u2212'),
    );
  }
  for (const one of facts.breaks.filter(isShown))
    back.line('lifeline__framework', [x(one.at), top], [x(one.at), bottom], one.title);
  let before: MonthPoint | null = null;
  for (const point of facts.points.filter(isShown)) {
    if (point.value === null) {
      front.text('chart__letter', x(point.at), bottom - 4, point.letter ?? '');
      before = null;
      continue;
    }
    const y = scale.y(point.value);
    if (before?.value !== undefined && before?.value !== null && point.joined)
      front.line('month__line', [x(before.at), scale.y(before.value)], [x(point.at), y]);
    if (point.to - point.from > 0.5) front.line('lifeline__whisker', [x(point.from), y], [x(point.to), y]);
    front.path('month__point', markPath('meeting', x(point.at), y, 5), point.title);
    before = point;
  }
  back.text('chart__name', left, bottom + 12 + text * 2.2, 'Months from zero');
  return {
    id,
    className: 'chart chart--panel',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    title,
    description,
    layers: [back, front],
  };
}
