import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { EntryRow } from './record-entry.row.js';

const columns = fixed(`record_entry.id, record_entry.ref, record_entry.kind,
             record_entry.organisation_id AS "organisationId", organisation.name AS "organisation", organisation.slug,
             record_entry.source_id AS "sourceId", source.ref AS "sourceRef", source.title AS "sourceTitle",
             source.url AS "sourceUrl", source.withdrawn_at AS "sourceWithdrawnAt",
             record_entry.source_page AS "sourcePage", record_entry.source_quote AS "sourceQuote", record_entry.body,
             record_entry.state, record_entry.state_why AS "stateWhy", record_entry.recorded_at AS "recordedAt",
             record_entry.recorded_by AS "recordedBy", record_entry.edited_by AS "editedBy",
             record_entry.decided_at AS "decidedAt", record_entry.decided_by AS "decidedBy",
             record_entry.made_ref AS "madeRef", record_entry.version`);

@Injectable()
export class RecordEntriesQueries {
  constructor(private readonly db: Database) {}

  byRef(ref: string): Promise<EntryRow | null> {
    return this.db.row<EntryRow>(this.#of(sql`record_entry.ref = ${ref}`, 1));
  }

  /** Those in these states, the newest first. */
  inStates(states: readonly string[], limit: number): Promise<EntryRow[]> {
    return this.db.rows<EntryRow>(this.#of(sql`record_entry.state IN (${list(states)})`, limit));
  }

  /** A source that stands, by its reference. */
  async openSource(ref: string): Promise<{ readonly id: string; readonly title: string } | null> {
    return this.db.row(sql`
      SELECT source.id, source.title FROM source
       WHERE source.ref = ${ref} AND source.visibility = 'public' AND source.withdrawn_at IS NULL`);
  }

  #of(which: Sql, limit: number): Sql {
    return sql`
      SELECT ${columns}
        FROM record_entry
        JOIN organisation ON organisation.id = record_entry.organisation_id
        JOIN source ON source.id = record_entry.source_id
       WHERE ${which}
       ORDER BY record_entry.ref DESC
       LIMIT ${limit}`;
  }
}
