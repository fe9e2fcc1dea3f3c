import { Index } from 'typeorm';
import { Code, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** A publication that somebody brought through the web: what is said of it, how far it has come, and who does it. */
@Table()
@Index('IX_staged_import_ref', ['ref'], { unique: true })
@Index('IX_staged_import_state', ['state', 'ref'])
export class StagedImport {
  @Id()
  id: string;

  /** That of the import which it becomes. */
  @Words(20)
  ref: string;

  @Words(80, { nullable: true })
  profile: string | null;

  @Refers('StoredFile')
  fileId: string;

  @Words(300)
  fileName: string;

  @Words(64)
  fileSha256: string;

  @Whole()
  bytes: number;

  /** The heading and the first rows, as JSON (`Sample`): what is shown before anything is read. */
  @Prose()
  sample: string;

  /** Columns that the file calls otherwise, as JSON (`SaidColumns`). */
  @Prose()
  saidColumns: string;

  @Code()
  state: string;

  /** Why it cannot be read, or why the work on it broke off, in a sentence. */
  @Prose({ nullable: true })
  failure: string | null;

  /** What the last check or the import came to, as JSON (`Counts`). */
  @Prose({ nullable: true })
  counts: string | null;

  @Instant({ nullable: true })
  checkedAt: string | null;

  /** When and by whom the work that is under way, or was last, was begun, and the process that does it. */
  @Instant({ nullable: true })
  begunAt: string | null;

  @Words(120, { nullable: true })
  begunBy: string | null;

  @Words(200, { nullable: true })
  worker: string | null;

  /** Why a file with far fewer rows than the last is right. */
  @Prose({ nullable: true })
  shrunkenWhy: string | null;

  @Instant({ nullable: true })
  endedAt: string | null;

  @Words(120, { nullable: true })
  endedBy: string | null;

  @Instant()
  recordedAt: string;

  @Words(120)
  recordedBy: string;

  @Whole({ default: 1 })
  version: number;
}

/** A row that the last check refused or noted, until the file is on the record with rows of its own. */
@Table()
@Index('IX_staged_issue_import', ['importId', 'outcome', 'line'])
export class StagedIssue {
  @Id()
  id: string;

  @Refers('StagedImport')
  importId: string;

  @Whole()
  line: number;

  @Words(300, { nullable: true })
  columnName: string | null;

  /** Refused or noted. */
  @Code()
  outcome: string;

  @Prose()
  reason: string;
}
