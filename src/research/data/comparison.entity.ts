import { Check, Index } from 'typeorm';
import {
  Code,
  Day,
  Id,
  Instant,
  type Kept,
  KeptColumns,
  Prose,
  RecordTable,
  Refers,
  Table,
  Whole,
  Words,
} from '../../database/columns.js';

/** A comparison that a researcher keeps: which cases, and how they were shown. What they said is in its versions. */
@RecordTable()
@Index('IX_comparison_ref', ['ref'], { unique: true })
@Index('IX_comparison_account', ['accountId'])
@Index('IX_comparison_published', ['kept.publishedAt', 'ref'])
export class Comparison {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  /** Whose it is: nobody else is shown it until it is published. */
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

  @KeptColumns()
  kept: Kept;
}

/** A comparison as it stood when it was saved, for ever: each file of it is a row of its own. */
@Table()
@Index('IX_comparison_edition_comparison', ['comparisonId', 'number'], { unique: true })
@Check('CK_comparison_edition_number', '"number" >= 1')
export class ComparisonEdition {
  @Id()
  id: string;

  @Refers('Comparison')
  comparisonId: string;

  @Whole()
  number: number;

  /** What it was called then: what is cited. */
  @Words(120)
  title: string;

  /** The day whose record the facts are of. */
  @Day({ nullable: false })
  asOn: string;

  @Instant()
  savedAt: string;

  /** How many facts it holds. */
  @Whole()
  facts: number;

  /** SHA-256 of `checksums.txt`; of `facts.txt` where there are no tables. */
  @Words(64)
  hash: string;

  /** `lines`: saved by an earlier version of the service, which kept no tables. */
  @Code()
  shape: string;
}

/** One file of a version of a comparison, word for word. */
@Table()
@Index('IX_comparison_file_edition', ['editionId', 'position'], { unique: true })
@Index('IX_comparison_file_name', ['editionId', 'name'], { unique: true })
export class ComparisonFile {
  @Id()
  id: string;

  @Refers('ComparisonEdition')
  editionId: string;

  @Whole()
  position: number;

  @Words(80)
  name: string;

  /** What it holds, in a few words. */
  @Words(200)
  title: string;

  /** Of a table: its rows without the heading; null: it is no table. */
  @Whole({ nullable: true })
  lines: number | null;

  @Whole()
  bytes: number;

  /** SHA-256 of the content in UTF-8. */
  @Words(64)
  hash: string;

  @Prose()
  content: string;
}
