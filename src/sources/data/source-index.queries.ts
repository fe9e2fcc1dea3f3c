import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';

export type SourceWords = {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly publishedOn: string | null;
  readonly supports: string | null;
  readonly isOpen: number;
};

/** The words by which sources are found. */
@Injectable()
export class SourceIndexQueries {
  constructor(private readonly db: Database) {}

  of(ids: readonly string[]): Promise<SourceWords[]> {
    return inChunks(ids, (values) => this.#rows(sql`source.id IN (${list(values)})`, values.length));
  }

  after(id: string, limit: number): Promise<SourceWords[]> {
    return this.#rows(sql`source.id > ${id}`, limit);
  }

  #rows(which: Sql, limit: number): Promise<SourceWords[]> {
    return this.db.rows<SourceWords>(sql`
      SELECT source.id, source.ref, source.title, source.publisher, source.author,
             source.published_on AS "publishedOn", source.supports,
             CASE WHEN source.visibility = 'public' AND source.withdrawn_at IS NULL THEN 1 ELSE 0 END AS "isOpen"
        FROM source
       WHERE ${which}
       ORDER BY source.id
       LIMIT ${limit}`);
  }
}
