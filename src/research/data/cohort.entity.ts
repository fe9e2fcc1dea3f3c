import { Check, Index } from 'typeorm';
import { Code, Day, Flag, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/**
 * A set of episodes that somebody froze so that others can cite it. It is added once and never changed; what changes are
 * its editions. `isRecord`: it is the whole public record, of which there is one.
 */
@Table()
@Index('IX_cohort_ref', ['ref'], { unique: true })
export class Cohort {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(200)
  title: string;

  /** The definition in words. */
  @Words(2000)
  words: string;

  /** The definition as data: JSON of `CohortDefinition`. */
  @Prose()
  definition: string;

  @Flag()
  isRecord: number;

  @Words(120)
  madeBy: string;

  @Instant()
  madeAt: string;
}

/** A cohort as it stood on a day, for ever: each file of its package is a row of its own. */
@Table()
@Index('IX_cohort_edition_cohort', ['cohortId', 'number'], { unique: true })
@Check('CK_cohort_edition_number', '"number" >= 1')
export class CohortEdition {
  @Id()
  id: string;

  @Refers('Cohort')
  cohortId: string;

  @Whole()
  number: number;

  /** The day as of which the record was read. */
  @Day({ nullable: false })
  asOf: string;

  @Instant()
  frozenAt: string;

  @Words(120)
  frozenBy: string;

  /** Why there is another edition; null: it is the first. */
  @Words(500, { nullable: true })
  reason: string | null;

  @Whole()
  episodes: number;

  @Whole()
  organisations: number;

  /** JSON: what is timed, with counts and medians, as the pages say it. */
  @Prose()
  answers: string;

  /** SHA-256 of `checksums.txt`, which holds that of every other file: what is printed and cited. */
  @Words(64)
  hash: string;

  /** SHA-256 of the tables alone: equal where nothing changed but the day. */
  @Words(64)
  tablesHash: string;

  /** Of which shape the package is: a later one still gives what was frozen. */
  @Code()
  shape: string;
}

/** One file of the package of an edition, word for word. */
@Table()
@Index('IX_cohort_file_edition', ['editionId', 'position'], { unique: true })
@Index('IX_cohort_file_name', ['editionId', 'name'], { unique: true })
export class CohortFile {
  @Id()
  id: string;

  @Refers('CohortEdition')
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
