import { Index } from 'typeorm';
import {
  Code,
  Id,
  Instant,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Whole,
  Words,
} from '../../database/columns.js';

/** A spreadsheet that somebody brought to a plan: what it held until it was added, and what came of it. */
@RecordTable()
@Index('IX_plan_import_number', ['planId', 'number'], { unique: true })
@Index('IX_plan_import_hash', ['planId', 'hash'])
export class PlanImport {
  @Id()
  id: string;

  @Refers('Plan')
  planId: string;

  /** 1 for the first that was brought to this plan. */
  @Whole()
  number: number;

  /** As its sender called the file, or "Pasted". */
  @Words(300)
  name: string;

  /** Of its cells (SHA-256): the same sheet saved again under another name is the same. */
  @Words(64)
  hash: string;

  /** `open`, `added` or `set_aside`. */
  @Code()
  state: string;

  /** Its sheets as JSON. Emptied once it was added or set aside: what was not taken over is not kept. */
  @Prose({ nullable: true })
  sheets: string | null;

  /** What was said of its columns and words, as JSON. */
  @Prose()
  choices: string;

  /** What came of it, as JSON: which row became which milestone, and how many were left out. */
  @Prose({ nullable: true })
  outcome: string | null;

  @Instant({ nullable: true })
  endedAt: string | null;

  @Words(120, { nullable: true })
  endedBy: string | null;

  @KeptColumns()
  kept: Kept;
}
