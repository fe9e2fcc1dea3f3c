import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { SourceEdit } from '../domain/source-edit.js';

/** A source as it is saved, for whoever is about to change, check or withdraw it. */
export type KeptSourceRow = SourceEdit & {
  readonly id: string;
  readonly ref: string;
  readonly verified: number;
  readonly verifiedBy: string | null;
  readonly recordedBy: string;
  readonly editedBy: string | null;
  readonly version: number;
  readonly withdrawnAt: string | null;
};

const columns = fixed(`source.id, source.ref, source.title, source.kind, source.publisher, source.author,
             source.published_on AS "publishedOn", source.accessed_on AS "accessedOn", source.url,
             source.archive_url AS "archiveUrl", source.licence, source.supports, source.verified,
             source.verified_by AS "verifiedBy", source.recorded_by AS "recordedBy", source.edited_by AS "editedBy",
             source.version, source.withdrawn_at AS "withdrawnAt"`);

@Injectable()
export class KeepingSourcesQueries {
  constructor(private readonly db: Database) {}

  byRef(ref: string): Promise<KeptSourceRow | null> {
    return this.#one(sql`source.ref = ${ref}`);
  }

  /** The source that stands at this address, another than `exceptId`. */
  async refAt(url: string, exceptId: string): Promise<string | null> {
    const row = await this.db.row<{ ref: string }>(sql`
      SELECT source.ref
        FROM source
       WHERE source.url = ${url}
         AND source.id <> ${exceptId}
         AND source.withdrawn_at IS NULL
       ORDER BY source.ref
       LIMIT 1`);
    return row?.ref ?? null;
  }

  async isCited(id: string): Promise<boolean> {
    return (
      (await this.db.row(sql`
        SELECT 1 AS one FROM source_link WHERE source_link.source_id = ${id} LIMIT 1`)) !== null
    );
  }

  #one(which: Sql): Promise<KeptSourceRow | null> {
    return this.db.row<KeptSourceRow>(sql`
      SELECT ${columns} FROM source WHERE ${which} AND source.visibility = 'public'`);
  }
}
