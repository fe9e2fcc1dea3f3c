import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, Sql, sql } from '../../database/sql.js';

/** A row of the index: words folded already. */
export type SearchRow = { kind: string; recordId: string; title: string; body: string };

@Injectable()
export class SearchStore {
  constructor(private readonly db: Database) {}

  async add(rows: readonly SearchRow[]): Promise<void> {
    await inChunks(rows, async (chunk) => {
      const values = chunk.map(({ kind, recordId, title, body }) => sql`(${kind}, ${recordId}, ${title}, ${body})`);
      await this.db.run(sql`
        INSERT INTO search_entry (kind, record_id, title, body)
        VALUES ${new Sql(['', ...values.slice(1).map(() => ', '), ''], values)}`);
      return [];
    });
  }

  async remove(kind: string, recordIds: readonly string[]): Promise<void> {
    await inChunks(recordIds, async (chunk) => {
      await this.db.run(sql`
        DELETE FROM search_entry
         WHERE search_entry.kind = ${kind} AND search_entry.record_id IN (${list(chunk)})`);
      return [];
    });
  }
}
