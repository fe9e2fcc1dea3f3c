export type SourceRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly publishedOn: string | null;
  readonly accessedOn: string | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly licence: string | null;
  readonly kind: string;
  readonly tier: string | null;
  readonly supports: string | null;
  readonly verified: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly editedBy: string | null;
};

/** One place where a record leans on the source. */
export type SourceUseRow = {
  readonly recordKind: string;
  readonly recordId: string;
  readonly field: string | null;
  readonly page: string | null;
  readonly paragraph: string | null;
  readonly quote: string | null;
};

/** What is told of a record that cites the source, and what its address is made of. */
export type CitingRecordRow = {
  readonly kind: string;
  readonly id: string;
  readonly text: string;
  /** A code that goes with the text: the type of a link, the post that is held. */
  readonly code: string | null;
  readonly on: string | null;
  readonly organisation: string | null;
  /** The slug, reference, key or number of the page that shows it. */
  readonly place: string | null;
  /** The record whose row on that page shows it. */
  readonly anchor: string | null;
  /** Null: the table does not say. */
  readonly verified: number | null;
};

export type ConflictClaimRow = {
  readonly conflictId: string;
  readonly ref: string;
  readonly topic: string;
  /** The place of the claim that pages show first, counted from 0. */
  readonly shownFirst: number;
  readonly why: string;
  readonly claimId: string;
  readonly text: string;
};

export type UseCount = { readonly recordKind: string; readonly count: number };
