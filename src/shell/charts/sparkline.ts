import type { Drawing } from './drawing.js';
import { Sheet } from './sheet.js';

/** One value after another; null is a gap. `joined`: a line leads to it from the one before. */
export type SparkPoint = { readonly value: number | null; readonly joined: boolean };

const width = 140;
const height = 36;
const room = 5;

/** As many as can be told apart in so small a picture: the newest. */
const mostPoints = 36;

/**
 * A series so small that it stands in a line of a table: its course, its newest value as a dot, and the target where
 * there is one. It has no scale: the words beside it say what it says. Null below two values.
 */
export function sparkline(
  points: readonly SparkPoint[],
  { id, title, target }: { readonly id: string; readonly title: string; readonly target: number | null },
): Drawing | null {
  const shown = points.slice(-mostPoints);
  const values = shown.flatMap(({ value }) => value ?? []);
  if (values.length < 2) return null;
  const all = target === null ? values : [...values, target];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (index: number): number => room + (index / (shown.length - 1)) * (width - 2 * room);
  const y = (value: number): number =>
    high === low ? height / 2 : height - room - ((value - low) / (high - low)) * (height - 2 * room);
  const sheet = new Sheet();
  if (target !== null) sheet.line('spark__target', [0, y(target)], [width, y(target)]);
  for (const [index, { value, joined }] of shown.entries()) {
    const before = shown[index - 1]?.value ?? null;
    if (value !== null && joined && before !== null)
      sheet.line('spark__line', [x(index - 1), y(before)], [x(index), y(value)]);
    else if (value !== null) sheet.line('spark__line', [x(index) - 1, y(value)], [x(index) + 1, y(value)]);
  }
  const last = shown.findLastIndex(({ value }) => value !== null);
  const end = shown[last]?.value ?? 0;
  sheet.path(
    'spark__end',
    `M${Math.round((x(last) - 3) * 10) / 10} ${Math.round(y(end) * 10) / 10}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z`,
  );
  return {
    id,
    className: 'spark',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    title,
    description: title,
    layers: [sheet],
  };
}
