import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, Sql, sql } from '../../database/sql.js';
import { fold } from '../domain/fold.js';
import {
  indexedWords,
  kindWord,
  mostFound,
  type SearchScope,
  type SearchShown,
  scopeWord,
} from '../domain/search-entry.js';

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
  /** How many of its kind were found: no more are weighed than `mostFound`, and those of that name. */
  readonly total: number;
};

const mostByName = 100;

type Asked = { readonly text: string; readonly words: readonly string[]; readonly scopes: readonly SearchScope[] };

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
      WITH found AS (${this.#found({ text, words, scopes: ['public'] }, kind)})
      SELECT found.record_id AS "recordId"
        FROM found
       ORDER BY ${this.#best}
       LIMIT ${limit}`);
    return rows.map(({ recordId }) => recordId);
  }

  /** The best few of each of these kinds, for these eyes. */
  async findAll(
    text: string,
    scopes: readonly SearchScope[],
    { kinds, each }: { readonly kinds: readonly string[]; readonly each: number },
  ): Promise<FoundRecord[]> {
    const words = wordsOf(text);
    if (words.length === 0 || kinds.length === 0) return [];
    const found = kinds.map((kind) => this.#found({ text, words, scopes }, kind));
    return this.#shown(sql`
      WITH found AS (${new Sql(['', ...found.slice(1).map(() => ' UNION ALL '), ''], found)}),
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
      WITH found AS (${this.#found({ text, words, scopes }, kind)})
      SELECT found.kind, found.record_id AS "recordId", found.scope, found.address, found.shown,
             count(*) OVER () AS total
        FROM found
       ORDER BY ${this.#best}
       LIMIT ${size} OFFSET ${(page - 1) * size}`);
  }

  /** How many records are on the record and not in the index as they stand there. */
  async owed(): Promise<number> {
    const row = await this.db.row<{ records: number }>(sql`
      SELECT CAST(COALESCE(sum(search_owed.records), 0) AS integer) AS "records" FROM search_owed`);
    return row?.records ?? 0;
  }

  async #shown(query: Sql): Promise<FoundRecord[]> {
    const rows = await this.db.rows<Omit<FoundRecord, 'shown' | 'total'> & { shown: string; total: number | string }>(
      query,
    );
    return rows.map((row) => ({ ...row, total: Number(row.total), shown: JSON.parse(row.shown) as SearchShown }));
  }

  /** What of a kind holds the words, and how well it does. */
  #found({ text, words, scopes }: Asked, kind: string): Sql {
    const name = fold(text).slice(0, longestName);
    const bytes = this.#bytes;
    return sql`
      SELECT search_entry.kind, search_entry.record_id, search_entry.scope, search_entry.address, search_entry.shown,
             search_entry.on_day, search_entry.title, ${rankOf(words, name)} AS rank
        FROM search_entry
       WHERE search_entry.scope IN (${list(scopes)})
         AND search_entry.id IN (
             SELECT holding.id FROM (${this.#holding(words, scopes, kind)}) AS holding
              UNION
             SELECT named.id
               FROM (SELECT search_entry.id
                       FROM search_entry
                      WHERE search_entry.kind = ${kind} AND search_entry.scope IN (${list(scopes)})
                        AND search_entry.title${bytes} >= ${name} AND search_entry.title${bytes} < ${`${name}\uffff`}
                      ORDER BY search_entry.title${bytes}, search_entry.id
                      LIMIT ${mostByName}) AS named)`;
  }

  /** The newest entries that hold the words. Kind and eyes are words of the index too, and cost no more than one. */
  #holding(words: readonly string[], scopes: readonly SearchScope[], kind: string): Sql {
    if (this.db.isSqlite) {
      const eyes = scopes.map((scope) => `"${scopeWord(scope)}"`).join(' OR ');
      const asked = words.map((word) => `"${word}"`).join(' AND ');
      return sql`
        SELECT search_word.rowid AS id
          FROM search_word
         WHERE search_word MATCH ${`"${kindWord(kind)}" AND (${eyes}) AND ${asked}*`}
         ORDER BY search_word.rowid DESC
         LIMIT ${mostFound}`;
    }
    const eyes = scopes.map((scope) => `'${scopeWord(scope)}'`).join(' | ');
    const asked = words.map((word) => `'${word}'`).join(' & ');
    return sql`
      SELECT search_entry.id
        FROM search_entry
       WHERE search_entry.words @@ CAST(${`'${kindWord(kind)}' & (${eyes}) & ${asked}:*`} AS tsquery)
       ORDER BY search_entry.id DESC
       LIMIT ${mostFound}`;
  }

  get #best(): Sql {
    const bytes = this.#bytes;
    return sql`found.rank, found.on_day${bytes} DESC, found.title${bytes}, found.record_id${bytes}`;
  }

  /** Compared by bytes on both. */
  get #bytes(): Sql {
    return fixed(this.db.isSqlite ? '' : ' COLLATE "C"');
  }
}

/**
 * 0: it has this very name; 1: its name begins so; 2: its name has all the words; 3: they stand elsewhere. Worked out
 * alike on both databases, so that both give the same order.
 */
function rankOf(words: readonly string[], name: string): Sql {
  const inName = words.map((word) => sql`(' ' || search_entry.title) LIKE ${`% ${word}%`}`);
  return sql`
    CASE WHEN search_entry.title = ${name} THEN 0
         WHEN search_entry.title LIKE ${`${name}%`} THEN 1
         WHEN ${new Sql(['', ...inName.slice(1).map(() => ' AND '), ''], inName)} THEN 2
         ELSE 3 END`;
}

const wordsOf = (text: string): string[] => indexedWords(text).slice(0, mostWords);
