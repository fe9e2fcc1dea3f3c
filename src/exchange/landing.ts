import type { Actor } from '../access/audit.service.js';
import type { RowRemark } from './domain/file-row.js';

/** What one kind of row came to, added up over the file. */
export type Tally = {
  created: number;
  enriched: number;
  unchanged: number;
  bodiesCreated: number;
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
};

/** How an imported row says where it came from. */
export const lineOf = (sourceId: string, line: number): { sourceId: string; paragraph: string } => ({
  sourceId,
  paragraph: `line ${line}`,
});
