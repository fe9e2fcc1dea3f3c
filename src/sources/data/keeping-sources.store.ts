import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Stamp } from '../domain/keeping.js';
import type { SourceEdit } from '../domain/source-edit.js';

/** Changes to a source that is on the record. */
@Injectable()
export class KeepingSourcesStore {
  constructor(private readonly db: Database) {}

  /** `isAnother`: whoever had read it read something else. */
  async change(id: string, by: string, edit: SourceEdit, isAnother: boolean): Promise<void> {
    await this.db.run(sql`
      UPDATE source
         SET title = ${edit.title}, kind = ${edit.kind}, publisher = ${edit.publisher}, author = ${edit.author},
             published_on = ${edit.publishedOn}, accessed_on = ${edit.accessedOn}, url = ${edit.url},
             archive_url = ${edit.archiveUrl}, licence = ${edit.licence}, supports = ${edit.supports},
             edited_by = ${by}, version = version + 1
       WHERE source.id = ${id}`);
    if (isAnother) await this.db.run(sql`UPDATE source SET verified = 0, verified_by = NULL WHERE source.id = ${id}`);
  }

  async check(id: string, by: string, verified: boolean, readOn: string): Promise<void> {
    await this.db.run(sql`
      UPDATE source
         SET verified = ${Number(verified)}, verified_by = ${verified ? by : null}, accessed_on = ${readOn},
             version = version + 1
       WHERE source.id = ${id}`);
  }

  async withdraw(id: string, { at }: Stamp, why: string, replacedById: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE source
         SET withdrawn_at = ${at}, withdrawn_reason = ${why}, replaced_by_id = ${replacedById}, version = version + 1
       WHERE source.id = ${id}`);
  }

  /** What rested on one source rests on another. */
  async move(fromId: string, toId: string): Promise<void> {
    await this.db.run(sql`UPDATE source_link SET source_id = ${toId} WHERE source_link.source_id = ${fromId}`);
  }
}
