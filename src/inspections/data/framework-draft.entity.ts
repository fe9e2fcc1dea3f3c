import { Index } from 'typeorm';
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
  Words,
} from '../../database/columns.js';

/** A framework version that an administrator writes by hand, until another one agrees it. */
@RecordTable()
@Index('IX_framework_draft_key', ['key'])
export class FrameworkDraft {
  @Id()
  id: string;

  @Words(80)
  key: string;

  @Refers('Inspectorate')
  inspectorateId: string;

  /** The version that it was copied from. */
  @Refers('Framework', { nullable: true })
  baseId: string | null;

  /** JSON: what was typed. */
  @Prose()
  content: string;

  /** `draft`, `agreed` or `dropped`. */
  @Code()
  state: string;

  /** Whoever saved it last: never the one who agrees it. */
  @Words(120)
  savedBy: string;

  @Instant()
  savedAt: string;

  @Words(120, { nullable: true })
  decidedBy: string | null;

  @Instant({ nullable: true })
  decidedAt: string | null;

  /** What it became. */
  @Refers('Framework', { nullable: true })
  frameworkId: string | null;

  @KeptColumns()
  kept: Kept;
}

/** What the grades of a version mean in its own words, as an administrator copies them from its text. */
@RecordTable()
@Index('IX_grade_meaning_framework', ['frameworkId'], { unique: true })
export class GradeMeaning {
  @Id()
  id: string;

  @Refers('Framework')
  frameworkId: string;

  /** JSON: the meaning of each grade by its id. */
  @Prose()
  content: string;

  @KeptColumns()
  kept: Kept;
}

/** The last day of a version, as an administrator says it; the shipped file's own end comes before it. */
@RecordTable()
@Index('IX_framework_closing_framework', ['frameworkId'], { unique: true })
export class FrameworkClosing {
  @Id()
  id: string;

  @Refers('Framework')
  frameworkId: string;

  @Day({ nullable: false })
  closesOn: string;

  @Words(500)
  reason: string;

  @KeptColumns()
  kept: Kept;
}
