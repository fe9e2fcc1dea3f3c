import { Index, PrimaryColumn } from 'typeorm';
import { Code, Id, Instant, Prose, Refers, Table, Whole, Words } from '../../database/columns.js';

/** One file brought in: what it was and what came of it. */
@Table()
@Index('IX_import_batch_ref', ['ref'], { unique: true })
@Index('IX_import_batch_file', ['profile', 'fileSha256'])
export class ImportBatch {
  @Id()
  id: string;

  @Words(20)
  ref: string;

  @Words(80)
  profile: string;

  @Words(300)
  fileName: string;

  @Words(64)
  fileSha256: string;

  @Instant()
  importedAt: string;

  @Words(120)
  importedBy: string;

  @Whole()
  rowsRead: number;

  @Whole()
  rowsCreated: number;

  @Whole()
  rowsUnchanged: number;

  @Whole()
  rowsRefused: number;
}

/** A row that was refused or needs a look, with its line and the reason. */
@Table()
@Index('IX_import_issue_batch', ['batchId', 'line'])
export class ImportIssue {
  @Id()
  id: string;

  @Refers('ImportBatch')
  batchId: string;

  @Whole()
  line: number;

  @Words(80, { nullable: true })
  columnName: string | null;

  /** Refused or noted. */
  @Code()
  outcome: string;

  @Prose()
  reason: string;
}

/** Which row of the record each entry of the shipped library became, so that it is loaded once and never overwritten. */
@Table()
@Index('IX_library_entry_record', ['recordKind', 'recordId'])
export class LibraryEntry {
  @PrimaryColumn('varchar', { length: 120 })
  key: string;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  @Instant()
  loadedAt: string;
}
