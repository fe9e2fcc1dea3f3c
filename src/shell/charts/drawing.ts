/**
 * A picture as shapes with classes, ready for `partials/charts/drawing`. All geometry is done; no shape carries a
 * style, so that a strict content security policy, print and forced colours can each dress it.
 */
export type DrawnRect = {
  readonly className: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string | null;
};

export type DrawnPath = { readonly className: string; readonly d: string; readonly title: string | null };

export type DrawnText = { readonly className: string; readonly x: number; readonly y: number; readonly text: string };

/** Shapes painted together: rectangles, then paths, then texts. */
export type DrawnLayer = {
  readonly rects: readonly DrawnRect[];
  readonly paths: readonly DrawnPath[];
  readonly texts: readonly DrawnText[];
};

export type Drawing = {
  /** Unique on the page: the title and the description are found by it. */
  readonly id: string;
  readonly className: string;
  readonly width: number;
  readonly height: number;
  readonly viewBox: string;
  readonly title: string;
  readonly description: string;
  /** From the back to the front. */
  readonly layers: readonly DrawnLayer[];
};
