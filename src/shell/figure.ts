import type { Drawing } from './charts/drawing.js';
import type { Table } from './table.js';

/** `partials/figure`: a picture with the point it makes, where its facts come from, and its table. */
export type Figure = {
  readonly id: string;
  /** The point, as a sentence. */
  readonly headline: string;
  /** What is drawn, of whom, when, in which units. */
  readonly subtitle?: string | null;
  readonly pictures: readonly Drawing[];
  readonly source: string;
  readonly table?: Table | null;
  readonly tableSummary?: string;
};
