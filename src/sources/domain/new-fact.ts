import type { Period } from '../../kernel/period.js';

/** How sure a fact is when it is written down. What is left out is not known and not verified. */
export type Certainty = {
  /** When it could first have been known; null: not known when. */
  readonly knownOn?: Period | null;
  /** The cited source was read and says so. */
  readonly verified?: boolean;
  /** A part of it was worked out rather than read; `note` says which. */
  readonly inferred?: boolean;
  readonly note?: string | null;
};

/** A source that a record, or one field of it, rests on. `quote` is at most 40 words, as published. */
export type SourceUse = {
  readonly sourceId: string;
  readonly field?: string;
  readonly page?: string;
  readonly paragraph?: string;
  readonly quote?: string;
};

/** What every new fact may carry beside its own words. */
export type NewFact = Certainty & { readonly sources?: readonly SourceUse[] };

/** The row that came of something new: its id, and the short public reference by which people speak of it. */
export type Recorded = { readonly id: string; readonly ref: string };
