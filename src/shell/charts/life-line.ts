import { formatDay } from '../format.js';
import type { Drawing, DrawnLayer } from './drawing.js';
import type { LifeLineFacts } from './life-line-facts.js';
import { deskLanes, drawLanes, phoneLanes } from './life-line-lanes.js';
import { drawStrip, stripMargin } from './life-line-strip.js';
import { describeLifeLine } from './life-line-words.js';
import { Sheet } from './sheet.js';
import { timeScale, timeTicks } from './time-scale.js';

export type { LifeLineFacts } from './life-line-facts.js';
export { earliestOf } from './life-line-facts.js';
export { describeLifeLine } from './life-line-words.js';

export type LifeLineSize = 'large' | 'narrow' | 'small';

type About = {
  /** Unique on the page. */
  readonly id: string;
  /** Whose life line it is. */
  readonly name: string;
};

export type LifeLineOptions = About & {
  readonly size: LifeLineSize;
  /** For `small` only: 300 by 44 unless told. Shapes keep their proportion to the height. */
  readonly width?: number;
  readonly height?: number;
};

type Words = Pick<Drawing, 'id' | 'className' | 'title' | 'description'>;

const drawing = (words: Words, width: number, height: number, layers: readonly DrawnLayer[]): Drawing => ({
  ...words,
  width,
  height,
  viewBox: `0 0 ${width} ${height}`,
  layers,
});

/** Strips stand in lists, many to a page: what their shapes would say when pointed at is on the page that they lead to. */
const withoutTitles = ({ rects, paths, texts }: DrawnLayer): DrawnLayer => ({
  rects: rects.map((rect) => ({ ...rect, title: null })),
  paths: paths.map((path) => ({ ...path, title: null })),
  texts,
});

/**
 * A turnaround at a glance. From bottom to top: warnings, judgements with the shape of their band, interventions that
 * darken with their level (a closed bracket where one ended, an open one where it was planned to), help, posts,
 * board reviews; above them the spell of each episode, an arrow to its relapse and the watch for one, and behind them
 * its ground. A date that is not known to the day is drawn over its whole
 * span. Facts outside `from` to `to` are left out or cut off there. `large` is 960 units wide with names and labels,
 * `narrow` the same at 343 for a phone, `small` without a word for lists.
 */
export function lifeLine(facts: LifeLineFacts, { id, name, size, width = 300, height = 44 }: LifeLineOptions): Drawing {
  const words = {
    id,
    className: `lifeline lifeline--${size}`,
    title: `Life line of ${name}`,
    description: describeLifeLine(facts),
  };
  if (size === 'small') return drawing(words, width, height, drawStrip(facts, width, height).map(withoutTitles));
  const metrics = size === 'large' ? deskLanes : phoneLanes;
  const { layers, height: drawn } = drawLanes(facts, metrics);
  return drawing(words, metrics.width, drawn, layers);
}

/** The same life line for a desk and for a phone; the stylesheet shows one of the two. For `Figure.pictures`. */
export const lifeLines = (facts: LifeLineFacts, { id, name }: About): readonly Drawing[] => [
  lifeLine(facts, { id: `${id}-large`, name, size: 'large' }),
  lifeLine(facts, { id: `${id}-narrow`, name, size: 'narrow' }),
];

/** How a strip is drawn beside a name at a desk, and under it on a phone. */
const strips = [
  { key: 'wide', width: 780, height: 64 },
  { key: 'phone', width: 343, height: 54 },
] as const;

/** A life line without a word, as wide as the page leaves: one for a desk, one for a phone. For `.life-lines`. */
export const lifeLineStrips = (facts: LifeLineFacts, { id, name }: About): readonly Drawing[] =>
  strips.map(({ key, width, height }) => {
    const strip = lifeLine(facts, { id: `${id}-${key}`, name, size: 'small', width, height });
    return { ...strip, className: `lifeline lifeline--strip lifeline--${key}` };
  });

/** The years above `lifeLineStrips` of the same scale, in the same two widths. */
export function lifeLineYears(
  { from, to }: Pick<LifeLineFacts, 'from' | 'to'>,
  { id }: Pick<About, 'id'>,
): readonly Drawing[] {
  return strips.map(({ key, width, height }) => {
    const sheet = new Sheet();
    const text = 15;
    const margin = stripMargin(height);
    const scale = timeScale(from, to, margin, width - margin);
    for (const tick of timeTicks(scale, text, [0, width])) {
      sheet.text('lifeline__year', tick.textAt, text, tick.text);
      sheet.line('lifeline__tick', [tick.x, text + 6], [tick.x, text + 12]);
    }
    sheet.line('lifeline__axis', [scale.left, text + 12], [scale.right, text + 12]);
    const words = {
      id: `${id}-${key}`,
      className: `lifeline lifeline--strip lifeline--years lifeline--${key}`,
      title: 'Years',
      description: `From ${formatDay(scale.from)} to ${formatDay(scale.to)}`.replaceAll('\u00a0', ' '),
    };
    return drawing(words, width, text + 13, [sheet]);
  });
}
