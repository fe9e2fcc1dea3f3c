import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { foldedWords } from '../domain/fold.js';

/** A longer question finds nothing more, and costs more. */
const mostWords = 12;

@Injectable()
export class SearchQueries {
  constructor(private readonly db: Database) {}

  /**
   * Ids of the records of a kind that hold every word of `text`, the last one as the beginning of a word; best first:
   * those with the words in their name. A text without a letter or digit finds nothing.
   */
  async find(text: string, kind: string, limit: number): Promise<string[]> {
    const words = foldedWords(text).slice(0, mostWords);
    if (words.length === 0) return [];
    const rows = await (this.db.isSqlite ? this.#fts5(words, kind, limit) : this.#tsquery(words, kind, limit));
    return rows.map(({ recordId }) => recordId);
  }

  #fts5(words: readonly string[], kind: string, limit: number): Promise<{ recordId: string }[]> {
    const question = `${words.map((word) => `"${word}"`).join(' ')}*`;
    return this.db.rows(sql`
      SELECT search_entry.record_id AS "recordId"
        FROM search_entry
       WHERE search_entry MATCH ${question}
         AND search_entry.kind = ${kind}
       ORDER BY bm25(search_entry, 1.0, 1.0, 10.0, 1.0), search_entry.title, search_entry.record_id
       LIMIT ${limit}`);
  }

  #tsquery(words: readonly string[], kind: string, limit: number): Promise<{ recordId: string }[]> {
    const question = `${words.map((word) => `'${word}'`).join(' & ')}:*`;
    return this.db.rows(sql`
      SELECT search_entry.record_id AS "recordId"
        FROM search_entry, to_tsquery('simple', ${question}) AS question
       WHERE search_entry.words @@ question
         AND search_entry.kind = ${kind}
       ORDER BY ts_rank('{0.1, 0.1, 0.1, 1.0}', search_entry.words, question) DESC, search_entry.title,
                search_entry.record_id
       LIMIT ${limit}`);
  }
}
