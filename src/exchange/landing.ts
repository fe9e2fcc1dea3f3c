import type { Actor } from '../access/audit.service.js';
import type { BodiesAtHand } from './domain/bodies-at-hand.js';
import type { RowRemark } from './domain/file-row.js';
import type { RegisteredBody } from './domain/profiles/registers.js';

/** What one kind of row came to, added up over the file. */
export type Tally = {
  created: number;
  enriched: number;
  unchanged: number;
  bodiesCreated: number;
  /** Who took the place of whom. */
  linksCreated: number;
  readonly refused: RowRemark[];
  readonly remarks: RowRemark[];
};

/** What an import may lean on while it lands rows. */
export type Landing = {
  readonly actor: Actor;
  readonly tally: Tally;
  /** The source that stands for the file. */
  readonly sourceId: string;
  readonly batchId: string;
  /** The councils on the record and those that this file added. */
  readonly bodies: BodiesAtHand;
  /** What a register's rows became, by the register's own numbers. */
  readonly registered: Map<string, string>;
  /** Rows that say who took the place of whom: linked when the whole file has been read. */
  readonly successions: RegisteredBody[];
};

/** How an imported row says where it came from. */
export const lineOf = (sourceId: string, line: number): { sourceId: string; paragraph: string } => ({
  sourceId,
  paragraph: `line ${line}`,
});
