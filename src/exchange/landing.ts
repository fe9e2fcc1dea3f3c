import type { Actor } from '../access/audit.service.js';
import type { BodiesAtHand } from './domain/bodies-at-hand.js';
import type { RowRemark } from './domain/file-row.js';
import type { Profile } from './domain/profile.js';
import type { ImportedLink } from './domain/read-row.js';

/** What the rows of a file came to, added up. */
export type Tally = {
  created: number;
  enriched: number;
  unchanged: number;
  bodiesCreated: number;
  /** Who took the place of whom. */
  linksCreated: number;
  /** Grades on which publications disagree: both are kept. */
  conflicts: number;
  readonly refused: RowRemark[];
  readonly remarks: RowRemark[];
};

/** What an import may lean on while it lands rows. */
export type Landing = {
  readonly actor: Actor;
  readonly profile: Profile;
  readonly tally: Tally;
  /** The source that stands for the file. */
  readonly sourceId: string;
  readonly batchId: string;
  /** The councils on the record and those that this file added. */
  readonly bodies: BodiesAtHand;
  /** Bodies that this import registered and gave a judgement: a later row may tell of the same. */
  readonly met: Set<string>;
  /** Rows that say who took the place of whom: linked when the whole file has been read. */
  readonly links: (ImportedLink & { readonly line: number })[];
};

/** How an imported row says where it came from. */
export const lineOf = (sourceId: string, line: number): { sourceId: string; paragraph: string } => ({
  sourceId,
  paragraph: `line ${line}`,
});

/** What became of a row: the most that any part of it did. Each row is counted once. */
export type RowOutcome = 'created' | 'enriched' | 'unchanged';

const weight: Readonly<Record<RowOutcome, number>> = { unchanged: 0, enriched: 1, created: 2 };

export const most = (a: RowOutcome, b: RowOutcome): RowOutcome => (weight[a] >= weight[b] ? a : b);
