import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { StoredKind } from '../domain/file-kind.js';

export type FileRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: StoredKind;
  readonly bytes: number;
  readonly sha256: string;
  readonly recordKind: string;
  readonly recordId: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

const columns = fixed(`stored_file.id, stored_file.name, stored_file.kind, stored_file.bytes, stored_file.sha256,
  stored_file.record_kind AS "recordKind", stored_file.record_id AS "recordId",
  stored_file.recorded_at AS "recordedAt", stored_file.recorded_by AS "recordedBy"`);

/** Files as whoever owns their record reads them: who may have one is for the owner to say. */
@Injectable()
export class FilesQueries {
  constructor(private readonly db: Database) {}

  byId(id: string): Promise<FileRow | null> {
    return this.db.row<FileRow>(sql`
      SELECT ${columns} FROM stored_file WHERE stored_file.id = ${id} AND stored_file.withdrawn_at IS NULL`);
  }

  ofRecord(recordKind: string, recordId: string): Promise<FileRow[]> {
    return this.db.rows<FileRow>(sql`
      SELECT ${columns}
        FROM stored_file
       WHERE stored_file.record_kind = ${recordKind} AND stored_file.record_id = ${recordId}
         AND stored_file.withdrawn_at IS NULL
       ORDER BY stored_file.recorded_at, stored_file.name, stored_file.id`);
  }
}
