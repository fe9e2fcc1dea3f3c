import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';

/** What is on the record already, for those who are about to add to it. */
@Injectable()
export class SourceMatchingQueries {
  constructor(private readonly db: Database) {}

  /** Ids of the sources that stand at these addresses, by address; the first recorded of several. */
  async byUrl(urls: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await inChunks(urls, (chunk) =>
      this.db.rows<{ id: string; url: string }>(sql`
        SELECT source.id, source.url
          FROM source
         WHERE source.url IN (${list(chunk)})
           AND source.withdrawn_at IS NULL
         ORDER BY source.ref DESC`),
    );
    return new Map(rows.map(({ url, id }) => [url, id]));
  }

  async existing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await inChunks(ids, (chunk) =>
      this.db.rows<{ id: string }>(sql`SELECT source.id FROM source WHERE source.id IN (${list(chunk)})`),
    );
    return new Set(rows.map(({ id }) => id));
  }
}
