import type { DrawnLayer, DrawnPath, DrawnRect, DrawnText } from './drawing.js';
import { round } from './marks.js';

/** A layer under way. Numbers are rounded here, so that nobody else need think of it. */
export class Sheet implements DrawnLayer {
  readonly rects: DrawnRect[] = [];
  readonly paths: DrawnPath[] = [];
  readonly texts: DrawnText[] = [];

  rect(
    className: string,
    [x0, x1]: readonly [number, number],
    y: number,
    height: number,
    title: string | null = null,
  ): void {
    if (x1 - x0 < 0.01) return;
    this.rects.push({ className, x: round(x0), y: round(y), width: round(x1 - x0), height: round(height), title });
  }

  path(className: string, d: string, title: string | null = null): void {
    this.paths.push({ className, d, title });
  }

  line(
    className: string,
    from: readonly [number, number],
    to: readonly [number, number],
    title: string | null = null,
  ): void {
    this.path(className, `M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}`, title);
  }

  text(className: string, x: number, y: number, text: string): void {
    if (text) this.texts.push({ className, x: round(x), y: round(y), text });
  }
}
