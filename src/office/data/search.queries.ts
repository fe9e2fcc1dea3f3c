import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, Sql, sql } from '../../database/sql.js';
import { fold } from '../domain/fold.js';
import { indexedWords, type SearchScope, type SearchShown } from '../domain/search-entry.js';

/** A longer question finds nothing more, and costs more. */
const mostWords = 12;
const longestName = 300;

export type FoundRecord = {
  readonly kind: string;
  readonly recordId: string;
  readonly address: string;
  /** Whose eyes it is for: `public`, or those that were asked with. */
  readonly scope: SearchScope;
  readonly shown: SearchShown;
  /** How many of its kind there are. */
  readonly total: number;
};

type Asked = { readonly words: readonly string[]; readonly scopes: readonly SearchScope[] };

@Injectable()
export class SearchQueries {
  constructor(private readonly db: Database) {}

  /**
   * Ids of the public records of a kind that hold every word of `text`, the last one as the beginning of a word; best
   * first. A text without a letter or digit finds nothing.
   */
  async find(text: string, kind: string, limit: number): Promise<string[]> {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const rows = await this.db.rows<{ recordId: string }>(sql`
      WITH found AS (${this.#found({ words, scopes: ['public'] }, text)})
      SELECT found.record_id AS "recordId"
        FROM found
       WHERE found.kind = ${kind}
       ORDER BY ${this.#best}
       LIMIT ${limit}`);
    return rows.map(({ recordId }) => recordId);
  }

  /** The best few of every kind, for these eyes. */
  async findAll(text: string, scopes: readonly SearchScope[], each: number): Promise<FoundRecord[]> {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    return this.#shown(sql`
      WITH found AS (${this.#found({ words, scopes }, text)}),
           placed AS (
             SELECT found.kind, found.record_id, found.scope, found.address, found.shown,
                    row_number() OVER (PARTITION BY found.kind ORDER BY ${this.#best}) AS place,
                    count(*) OVER (PARTITION BY found.kind) AS total
               FROM found)
      SELECT placed.kind, placed.record_id AS "recordId", placed.scope, placed.address, placed.shown, placed.total
        FROM placed
       WHERE placed.place <= ${each}
       ORDER BY placed.kind, placed.place`);
  }

  /** One page of a kind, best first. */
  async findPage(
    text: string,
    scopes: readonly SearchScope[],
    { kind, page, size }: { readonly kind: string; readonly page: number; readonly size: number },
  ): Promise<FoundRecord[]> {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    return this.#shown(sql`
      WITH found AS (${this.#found({ words, scopes }, text)})
      SELECT found.kind, found.record_id AS "recordId", found.scope, found.address, found.shown, count(*) OVER () AS total
        FROM found
       WHERE found.kind = ${kind}
       ORDER BY ${this.#best}
       LIMIT ${size} OFFSET ${(page - 1) * size}`);
  }

  async #shown(query: Sql): Promise<FoundRecord[]> {
    const rows = await this.db.rows<Omit<FoundRecord, 'shown' | 'total'> & { shown: string; total: number | string }>(
      query,
    );
    return rows.map((row) => ({ ...row, total: Number(row.total), shown: JSON.parse(row.shown) as SearchShown }));
  }

  /** What holds the words, and how well it does. */
  #found({ words, scopes }: Asked, text: string): Sql {
    const entry = sql`
      search_entry.kind, search_entry.record_id, search_entry.scope, search_entry.address, search_entry.shown, search_entry.on_day,
      search_entry.title, ${rankOf(words, text)} AS rank`;
    if (this.db.isSqlite)
      return sql`
        SELECT ${entry}
          FROM search_word
          JOIN search_entry ON search_entry.id = search_word.rowid
         WHERE search_word MATCH ${`${words.map((word) => `"${word}"`).join(' ')}*`}
           AND search_entry.scope IN (${list(scopes)})`;
    const question = `${words.map((word) => `'${word}'`).join(' & ')}:*`;
    return sql`
      SELECT ${entry}
        FROM search_entry
       WHERE search_entry.words @@ CAST(${question} AS tsquery)
         AND search_entry.scope IN (${list(scopes)})`;
  }

  /** By bytes on both. */
  get #best(): Sql {
    const bytes = fixed(this.db.isSqlite ? '' : ' COLLATE "C"');
    return sql`found.rank, found.on_day${bytes} DESC, found.title${bytes}, found.record_id${bytes}`;
  }
}

/**
 * 0: it has this very name; 1: its name begins so; 2: its name has all the words; 3: they stand elsewhere. Worked out
 * alike on both databases, so that both give the same order.
 */
function rankOf(words: readonly string[], text: string): Sql {
  const name = fold(text).slice(0, longestName);
  const inName = words.map((word) => sql`(' ' || search_entry.title) LIKE ${`% ${word}%`}`);
  return sql`
    CASE WHEN search_entry.title = ${name} THEN 0
         WHEN search_entry.title LIKE ${`${name}%`} THEN 1
         WHEN ${new Sql(['', ...inName.slice(1).map(() => ' AND '), ''], inName)} THEN 2
         ELSE 3 END`;
}

const wordsOf = (text: string): string[] => indexedWords(text).slice(0, mostWords);
