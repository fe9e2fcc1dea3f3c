import { limitLines, type OpenSide } from '../../../measures/domain/drawn-limits.js';

/** In the order in which they are painted. */
export const packShapes = ['band', 'target', 'limit', 'mean', 'line', 'point', 'special'] as const;
export type PackShape = (typeof packShapes)[number];

/** A picture of one series as it is printed in a pack: shapes by what they mean, in points of paper. */
export type PackChart = {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly { readonly role: PackShape; readonly d: string }[];
  readonly words: readonly {
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
};

export type PackPoint = {
  /** When: `2026-03`. */
  readonly on: string;
  /** Null: a gap. It is never joined over, and never a zero. */
  readonly value: number | null;
  /** The letter that stands under a gap: `c`. */
  readonly letter: string | null;
  readonly joined: boolean;
  /** Not chance. */
  readonly special: boolean;
};

/** Limits over a stretch of points, by their places from 0; both ends belong to it. */
export type PackLimits = {
  readonly from: number;
  readonly to: number;
  readonly mean: number;
  readonly upper: number;
  readonly lower: number;
  /** The sides on which the band ends without a line, since no number can lie beyond. */
  readonly open: readonly OpenSide[];
};

export type PackSeries = {
  readonly points: readonly PackPoint[];
  readonly limits: readonly PackLimits[];
  readonly target: number | null;
};

type Words = {
  readonly title: string;
  readonly description: string;
  /** A number of the axis in words: "20%". */
  readonly say: (value: number) => string;
  /** A period in words: "March 2026". */
  readonly when: (on: string) => string;
};

const size = { width: 250, height: 74, left: 44, right: 6, top: 6, bottom: 16 } as const;

const tenth = (value: number): number => Math.round(value * 10) / 10;
const line = (x0: number, y0: number, x1: number, y1: number): string =>
  `M${tenth(x0)} ${tenth(y0)}L${tenth(x1)} ${tenth(y1)}`;

/** A disc as two arcs, so that a reader of paths alone can draw it. */
const disc = (x: number, y: number, r: number): string =>
  `M${tenth(x - r)} ${tenth(y)}A${r} ${r} 0 1 0 ${tenth(x + r)} ${tenth(y)}A${r} ${r} 0 1 0 ${tenth(x - r)} ${tenth(y)}Z`;

const square = (x: number, y: number, r: number): string =>
  `M${tenth(x - r)} ${tenth(y - r)}H${tenth(x + r)}V${tenth(y + r)}H${tenth(x - r)}Z`;

/**
 * Draws a series small: every period has the same width, whether or not it has a number. What is not chance is a
 * square, what is chance a dot, so that a copy in black and white tells them apart. Null below two numbers: one point
 * is no series.
 */
export function packChart(
  { points, limits, target }: PackSeries,
  { title, description, say, when }: Words,
): PackChart | null {
  const values = points.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return null;
  const all = [
    ...values,
    ...limits.flatMap(({ upper, lower }) => [upper, lower]),
    ...(target === null ? [] : [target]),
  ];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const spread = most - least || Math.abs(most) || 1;
  const [low, high] = most === least ? [least - spread / 2, most + spread / 2] : [least, most];
  const inner = size.width - size.left - size.right;
  const x = (place: number): number =>
    size.left + 4 + (points.length === 1 ? 0 : (place / (points.length - 1)) * (inner - 8));
  const y = (value: number): number =>
    size.top + (1 - (value - low) / (high - low)) * (size.height - size.top - size.bottom);
  const shapes: { role: PackShape; d: string }[] = [];
  for (const { from, to, mean, upper, lower, open } of limits) {
    const [x0, x1] = [x(from) - 4, x(to) + 4];
    shapes.push(
      { role: 'band', d: `M${tenth(x0)} ${tenth(y(upper))}H${tenth(x1)}V${tenth(y(lower))}H${tenth(x0)}Z` },
      ...limitLines({ upper, lower, open }).map((limit) => ({
        role: 'limit' as const,
        d: line(x0, y(limit), x1, y(limit)),
      })),
      { role: 'mean', d: line(x0, y(mean), x1, y(mean)) },
    );
  }
  if (target !== null)
    shapes.push({ role: 'target', d: line(size.left, y(target), size.width - size.right, y(target)) });
  const joins = points.flatMap(({ value, joined }, place) => {
    const before = points[place - 1]?.value ?? null;
    return joined && value !== null && before !== null ? [line(x(place - 1), y(before), x(place), y(value))] : [];
  });
  if (joins.length > 0) shapes.push({ role: 'line', d: joins.join('') });
  for (const special of [false, true]) {
    const some = points.flatMap((point, place) =>
      point.value !== null && point.special === special
        ? [special ? square(x(place), y(point.value), 2.6) : disc(x(place), y(point.value), 1.9)]
        : [],
    );
    if (some.length > 0) shapes.push({ role: special ? 'special' : 'point', d: some.join('') });
  }
  const baseline = size.height - size.bottom;
  const [first, last] = [points[0], points.at(-1)];
  return {
    title,
    description,
    width: size.width,
    height: size.height,
    shapes: packShapes.flatMap((role) => shapes.filter((shape) => shape.role === role)),
    words: [
      { x: size.left - 4, y: size.top + 4, text: say(high), anchor: 'end' },
      { x: size.left - 4, y: baseline + 2, text: say(low), anchor: 'end' },
      { x: size.left, y: size.height - 2, text: first ? when(first.on) : '', anchor: 'start' },
      { x: size.width - size.right, y: size.height - 2, text: last ? when(last.on) : '', anchor: 'end' },
      ...points.flatMap(({ letter }, place) =>
        letter === null ? [] : [{ x: tenth(x(place)), y: baseline + 2, text: letter, anchor: 'middle' as const }],
      ),
    ],
  };
}
