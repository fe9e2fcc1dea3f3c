export type SourceListRow = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly accessedOn: string | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly licence: string | null;
  readonly kind: string;
  readonly tier: string | null;
  readonly supports: string | null;
  readonly verified: number;
  /** How many records, or parts of one, rest on it: counted up to a limit. */
  readonly facts: number;
};
