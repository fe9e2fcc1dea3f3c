import { Index } from 'typeorm';
import { Code, Day, Id, type Kept, KeptColumns, Prose, RecordTable, Refers, Words } from '../../database/columns.js';

/** A comparison that a researcher keeps: which cases, how they were shown, and every fact that was shown. */
@RecordTable()
@Index('IX_comparison_ref', ['ref'], { unique: true })
@Index('IX_comparison_account', ['accountId'])
export class Comparison {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  /** Whose it is: nobody else is shown it. */
  @Refers('Account')
  accountId: string;

  /** What its researcher calls it: "CS-2026-03". */
  @Words(120)
  name: string;

  @Prose({ nullable: true })
  note: string | null;

  /** The episodes in the order in which they were picked, as JSON: `[{ "id": …, "ref": "EP-0001" }]`. */
  @Prose()
  episodes: string;

  @Code()
  alignOn: string;

  /** How it was shown, as the query of its address: rows, measure, and the list that it was chosen from. */
  @Prose()
  shownAs: string;

  /** Every fact that was shown, as JSON: key, ref, text. */
  @Prose()
  facts: string;

  /** SHA-256 of these facts, one line each. */
  @Words(64)
  hash: string;

  /** The day whose record the facts are of. */
  @Day({ nullable: false })
  asOn: string;

  @KeptColumns()
  kept: Kept;
}
