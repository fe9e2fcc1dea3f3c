import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';

/** That a record rests on a source. Dates as exactly as they are known; `verified`: someone read the source for it. */
export type Citation = {
  /** `SO-0012`. */
  readonly ref: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly archiveUrl: string | null;
  readonly verified: boolean;
  /** The part of the record that it is about; null: all of it. */
  readonly field: string | null;
  readonly page: string | null;
  readonly paragraph: string | null;
  readonly quote: string | null;
};

type CitationRow = Omit<Citation, 'verified'> & { readonly recordId: string; readonly verified: number };

/** Small enough for the bound values of any database, large enough that one page is one statement. */
const recordsPerStatement = 500;

@Injectable()
export class CitationsQueries {
  constructor(private readonly db: Database) {}

  /**
   * What each of these records rests on, in the order in which the sources were given. A record without a source is
   * not in the map. One statement for every 500 records.
   */
  async of(recordIds: readonly string[]): Promise<ReadonlyMap<string, readonly Citation[]>> {
    const wanted = [...new Set(recordIds)];
    const found = new Map<string, Citation[]>();
    for (let start = 0; start < wanted.length; start += recordsPerStatement) {
      for (const { recordId, verified, ...row } of await this.#rows(wanted.slice(start, start + recordsPerStatement))) {
        const citations = found.get(recordId) ?? [];
        citations.push({ ...row, verified: verified === 1 });
        found.set(recordId, citations);
      }
    }
    return found;
  }

  #rows(recordIds: readonly string[]): Promise<CitationRow[]> {
    return this.db.rows<CitationRow>(sql`
      SELECT source_link.record_id AS "recordId", source.ref, source.title, source.publisher,
             source.published_on AS "publishedOn", source.url, source.archive_url AS "archiveUrl", source.verified,
             source_link.field, source_link.page, source_link.paragraph, source_link.quote
        FROM source_link
        JOIN source ON source.id = source_link.source_id
       WHERE source_link.record_id IN (${list(recordIds)})
         AND source.visibility = 'public'
         AND source.withdrawn_at IS NULL
       ORDER BY source_link.record_id, source_link.position, source.ref`);
  }
}
