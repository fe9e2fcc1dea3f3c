import { Index } from 'typeorm';
import { Code, Id, type Kept, KeptColumns, RecordTable, Whole, Words } from '../../database/columns.js';

/** A file that somebody handed in. Its content lies in the folder of files under its hash. */
@RecordTable()
@Index('IX_stored_file_record', ['recordId', 'recordKind'])
export class StoredFile {
  @Id()
  id: string;

  @Words(200)
  name: string;

  /** `pdf`, `csv`, `png` or `jpg`, as its content says. */
  @Code()
  kind: string;

  @Whole()
  bytes: number;

  @Words(64)
  sha256: string;

  @Code()
  recordKind: string;

  @Words(36)
  recordId: string;

  @KeptColumns()
  kept: Kept;
}
