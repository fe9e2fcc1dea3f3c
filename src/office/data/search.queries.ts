import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, nothing, Sql, sql } from '../../database/sql.js';
import { fold } from '../domain/fold.js';
import {
  indexedWords,
  kindWord,
  mostFound,
  mostNarrowed,
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
  /** Where it stands among those of its kind, the best at 1. */
  readonly place: number;
  /** How many of its kind were found: no more than `mostFound` are weighed. */
  readonly total: number;
};

const mostByName = 100;

type Asked = {
  readonly text: string;
  readonly words: readonly string[];
  readonly scopes: readonly SearchScope[];
  /** Of a kind so many are weighed. */
  readonly most: number;
};

/** What of a kind is weighed, and how many those are. */
type Candidates = { readonly ids: Sql; readonly total: Sql };

const fewOf = (kind: string): Candidates => ({
  ids: sql`SELECT few.id FROM few`,
  total: sql`(SELECT count(*) FROM few CROSS JOIN search_entry WHERE search_entry.id = few.id AND search_entry.kind = ${kind})`,
});
const newest: Candidates = {
  ids: sql`SELECT named.id FROM named UNION ALL SELECT exact.id FROM exact UNION ALL SELECT begun.id FROM begun`,
  total: sql`(SELECT count(*) FROM named) + (SELECT count(*) FROM exact) + (SELECT count(*) FROM begun)`,
};
/** Whether more may be weighed than those of the very name and the very words. */
const hasRoomOf = (most: number): Sql => sql`(SELECT count(*) FROM named) + (SELECT count(*) FROM exact) < ${most}`;

/** Which of a kind are wanted: so many of the best, or a page of them; the best one comes in any case. */
export type Wanted = { readonly kind: string; readonly page: number; readonly size: number };

/**
 * A word that a hundred thousand records have would keep everybody waiting, so no more than `mostFound` of a kind are
 * weighed: those that bear the very name or begin with it, then those that have the very words, then those in which the
 * last word goes on; of each the newest. A kind with no more entries than that is weighed whole. A last word of a single
 * letter does not go on, but for the beginning of a name.
 */
@Injectable()
export class SearchQueries {
  #known: { readonly key: string; readonly kinds: ReadonlySet<string> } | null = null;

  constructor(private readonly db: Database) {}

  /**
   * Ids of the public records of a kind that hold every word of `text`, the last one as the beginning of a word; best
   * first. A text without a letter or digit finds nothing.
   */
  async find(text: string, kind: string, limit: number): Promise<string[]> {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const rows = await this.db.rows<{ recordId: string }>(sql`
      WITH ${await this.#best({ text, words, scopes: ['public'], most: mostNarrowed }, [{ kind, page: 1, size: limit }])}
      SELECT search_entry.record_id AS "recordId"
        FROM best
       CROSS JOIN search_entry
       WHERE search_entry.id = best.id
       ORDER BY best.place`);
    return rows.map(({ recordId }) => recordId);
  }

  /** A page of each of these kinds, for these eyes, and of each that has any the best one with how many there are. */
  async findAll(text: string, scopes: readonly SearchScope[], wanted: readonly Wanted[]): Promise<FoundRecord[]> {
    const words = wordsOf(text);
    if (words.length === 0 || wanted.length === 0) return [];
    const rows = await this.db.rows<Row>(sql`
      WITH ${await this.#best({ text, words, scopes, most: mostFound }, wanted)}
      SELECT search_entry.kind, search_entry.record_id AS "recordId", search_entry.scope, search_entry.address,
             search_entry.shown, best.place, best.total
        FROM best
       CROSS JOIN search_entry
       WHERE search_entry.id = best.id
       ORDER BY search_entry.kind, best.place`);
    return rows.map((row) => ({
      ...row,
      place: Number(row.place),
      total: Number(row.total),
      shown: JSON.parse(row.shown) as SearchShown,
    }));
  }

  /** How many records are on the record and not in the index as they stand there. */
  async owed(): Promise<number> {
    const row = await this.db.row<{ records: number }>(sql`
      SELECT CAST(COALESCE(sum(search_owed.records), 0) AS integer) AS "records" FROM search_owed`);
    return row?.records ?? 0;
  }

  /** `best`: the ids of those that are wanted, each with its place and how many of its kind were found. */
  async #best(asked: Asked, wanted: readonly Wanted[]): Promise<Sql> {
    const small = await this.#small(wanted.map(({ kind }) => kind));
    const parts = wanted.map(
      (one) => sql`
             SELECT placed.id, placed.place, placed.total
               FROM (${small.has(one.kind) ? this.#placed(asked, one, fewOf(one.kind)) : this.#newest(asked, one)}) AS placed
              WHERE placed.place = 1 OR placed.place > ${(one.page - 1) * one.size}`,
    );
    const onwards = this.db.isSqlite ? sql`onwards AS MATERIALIZED (${wordsGoingOn(asked.words)}),` : nothing;
    const few = small.size > 0 ? sql`few AS MATERIALIZED (${this.#few(asked, [...small])}),` : nothing;
    return sql`${onwards}${few}
           best AS (${joined(parts, ' UNION ALL ')})`;
  }

  /**
   * Which of several kinds have no more entries than are weighed: looked up once until something is committed. Should
   * one have grown since, more of it are weighed.
   */
  async #small(kinds: readonly string[]): Promise<ReadonlySet<string>> {
    if (kinds.length === 1) return new Set();
    const key = `${await this.db.version()} ${kinds.join(' ')}`;
    if (this.#known?.key !== key) {
      const small = kinds.map(
        (kind) => sql`
      SELECT ${kind} AS kind
       WHERE (SELECT count(*)
                FROM (SELECT 1 AS one FROM search_entry WHERE search_entry.kind = ${kind} LIMIT ${mostFound + 1}) AS counted
             ) <= ${mostFound}`,
      );
      const rows = await this.db.rows<{ kind: string }>(joined(small, ' UNION ALL '));
      this.#known = { key, kinds: new Set(rows.map(({ kind }) => kind)) };
    }
    return this.#known.kinds;
  }

  /**
   * What of the small kinds holds the words or has a name that begins so, asked of all of them at once. PostgreSQL reads
   * them one by one: OFFSET keeps it from its index of words, which would find all that other kinds have.
   */
  #few({ text, words, scopes }: Asked, kinds: readonly string[]): Sql {
    const name = nameOf(text);
    const bytes = this.#bytes;
    const named = sql`
              UNION
             SELECT search_entry.id
               FROM search_entry
              WHERE search_entry.kind IN (${list(kinds)}) AND search_entry.scope IN (${list(scopes)})
                AND search_entry.title${bytes} >= ${name} AND search_entry.title${bytes} < ${`${name}\uffff`}`;
    if (this.db.isSqlite) {
      const ofKinds = kinds.map((kind) => `"${kindWord(kind)}"`).join(' OR ');
      return sql`
             SELECT search_word.rowid AS id
               FROM search_word
              WHERE search_word MATCH ${`(${ofKinds}) AND ${eyesOf(scopes)} AND (${as(words)} OR `} || ${thoseGoingOn} || ')'${named}`;
    }
    return sql`
             SELECT entry.id
               FROM (SELECT search_entry.id, search_entry.words
                       FROM search_entry
                      WHERE search_entry.kind IN (${list(kinds)})
                     OFFSET 0) AS entry
              WHERE entry.words @@ CAST(${`${eyesIn(scopes)} & ${goingOnIn(words)}`} AS tsquery)${named}`;
  }

  /** Those of a large kind that are weighed, in their order. */
  #newest(asked: Asked, one: Wanted): Sql {
    const { kind } = one;
    const { most } = asked;
    const name = nameOf(asked.text);
    const bytes = this.#bytes;
    return sql`
             WITH named AS MATERIALIZED (
                    SELECT search_entry.id
                      FROM search_entry
                     WHERE search_entry.kind = ${kind} AND search_entry.scope IN (${list(asked.scopes)})
                       AND search_entry.title${bytes} >= ${name} AND search_entry.title${bytes} < ${`${name}\uffff`}
                     ORDER BY search_entry.title${bytes}, search_entry.id
                     LIMIT ${goesOn(asked.words) ? mostByName : most}),
                  exact AS MATERIALIZED (
                    SELECT newest.id
                      FROM (${this.#holding(asked, kind, null)}) AS newest
                     WHERE newest.id NOT IN (SELECT named.id FROM named)
                     ORDER BY newest.id DESC
                     LIMIT (SELECT ${most} - (SELECT count(*) FROM named))),
                  begun AS MATERIALIZED (
                    SELECT newest.id
                      FROM (${this.#holding(asked, kind, { where: hasRoomOf(most) })}) AS newest
                     WHERE newest.id NOT IN (SELECT named.id FROM named UNION ALL SELECT exact.id FROM exact)
                     ORDER BY newest.id DESC
                     LIMIT (SELECT ${most} - (SELECT count(*) FROM named) - (SELECT count(*) FROM exact)))
             ${this.#placed(asked, one, newest)}`;
  }

  /** What of a kind is weighed, in its order, to the end of the page that is wanted: no more is kept sorted. */
  #placed({ text, words }: Asked, { kind, page, size }: Wanted, { ids, total }: Candidates): Sql {
    const bytes = this.#bytes;
    const order = (of: Sql): Sql => sql`
                      ORDER BY ${of}.rank, ${of}.on_day${bytes} DESC, ${of}.title${bytes}, ${of}.record_id${bytes}`;
    return sql`
             SELECT ahead.id, ${total} AS total, row_number() OVER (${order(fixed('ahead'))}) AS place
               FROM (SELECT weighed.id, weighed.on_day, weighed.title, weighed.record_id, weighed.rank
                       FROM (SELECT search_entry.id, search_entry.on_day, search_entry.title, search_entry.record_id,
                                    ${rankOf(words, nameOf(text))} AS rank
                               FROM (${ids}) AS candidate
                              CROSS JOIN search_entry
                              WHERE search_entry.id = candidate.id AND search_entry.kind = ${kind}) AS weighed
                      ${order(fixed('weighed'))}
                      LIMIT CAST(${page * size} AS integer)) AS ahead`;
  }

  /**
   * The newest entries that hold the very words or, with `onwards`, also those in which the last one goes on, where that
   * is wanted at all: if not, SQLite is asked for a word that nothing has, since it would put the question together
   * before it looks whether there is one. What has the very words is not asked for again there. Kind and eyes are words of
   * the index too, and cost no more than one.
   */
  #holding({ words, scopes, most }: Asked, kind: string, onwards: { readonly where: Sql } | null): Sql {
    if (this.db.isSqlite) {
      const within = `"${kindWord(kind)}" AND ${eyesOf(scopes)} AND `;
      const asked = onwards
        ? sql`CASE WHEN ${onwards.where} THEN ${within} || ${thoseGoingOn} ELSE ${noWord} END`
        : sql`${within + as(words)}`;
      return sql`
        SELECT search_word.rowid AS id
          FROM search_word
         WHERE search_word MATCH ${asked}
         ORDER BY search_word.rowid DESC
         LIMIT ${most}`;
    }
    const asked = `${eyesIn(scopes)} & ${onwards ? goingOnIn(words) : asIn(words)}`;
    return sql`
        SELECT search_entry.id
          FROM search_entry
         WHERE search_entry.kind = ${kind} AND search_entry.words @@ CAST(${asked} AS tsquery)${onwards ? sql` AND ${onwards.where}` : nothing}
         ORDER BY search_entry.id DESC
         LIMIT ${most}`;
  }

  /** Compared by bytes on both. */
  get #bytes(): Sql {
    return fixed(this.db.isSqlite ? '' : ' COLLATE "C"');
  }
}

type Row = Omit<FoundRecord, 'shown' | 'total' | 'place'> & {
  readonly shown: string;
  readonly total: number | string;
  readonly place: number | string;
};

const joined = (parts: readonly Sql[], between: string): Sql =>
  new Sql(['', ...parts.slice(1).map(() => between), ''], parts);

/** A single letter is a word, and the beginning of names only: half of all that there is has a word that begins so. */
const goesOn = (words: readonly string[]): boolean => (words.at(-1) ?? '').length > 1;

/** The question as SQLite's index of words takes it. */
const as = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' AND ');
const noWord = '"zznone"';
/** The index keeps together what begins with the same two or three letters. */
const longestKeptTogether = 3;
/** A beginning that more words have than this is put together by SQLite, from all of them. */
const mostGoingOn = 200;
const thoseGoingOn = fixed('(SELECT onwards.words FROM onwards)');

/**
 * The question for the same words with the last one going on, in SQLite's form. Longer beginnings are looked up among the
 * words there are, and only these are asked for: of a beginning SQLite puts together all that the word itself has too,
 * for each kind again, before the first is found. Every letter and digit comes after `0`.
 */
function wordsGoingOn(words: readonly string[]): Sql {
  const last = words.at(-1) ?? '';
  if (!goesOn(words)) return sql`SELECT ${noWord} AS words`;
  const before = words.length > 1 ? `${as(words.slice(0, -1))} AND ` : '';
  const together = `(${before}"${last}"*)`;
  if (last.length <= longestKeptTogether) return sql`SELECT ${together} AS words`;
  return sql`
             SELECT CASE count(*)
                    WHEN 0 THEN ${noWord}
                    WHEN ${mostGoingOn + 1} THEN ${together}
                    ELSE ${`(${before}(`} || group_concat('"' || begun.term || '"', ' OR ') || '))' END AS words
               FROM (SELECT search_vocabulary.term
                       FROM search_vocabulary
                      WHERE search_vocabulary.term >= ${`${last}0`} AND search_vocabulary.term < ${`${last}\u{10ffff}`}
                      LIMIT ${mostGoingOn + 1}) AS begun`;
}

const eyesOf = (scopes: readonly SearchScope[]): string =>
  `(${scopes.map((scope) => `"${scopeWord(scope)}"`).join(' OR ')})`;

/** And as PostgreSQL's does. */
const asIn = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' & ');
const goingOnIn = (words: readonly string[]): string => (goesOn(words) ? `${asIn(words)}:*` : asIn(words));
const eyesIn = (scopes: readonly SearchScope[]): string =>
  `(${scopes.map((scope) => `'${scopeWord(scope)}'`).join(' | ')})`;

/**
 * 0: it has this very name; 1: its name begins so; 2: its name has all the words; 3: they stand elsewhere. Worked out
 * alike on both databases, so that both give the same order.
 */
function rankOf(words: readonly string[], name: string): Sql {
  const inName = words.map((word) => sql`(' ' || search_entry.title) LIKE ${`% ${word}%`}`);
  return sql`
    CASE WHEN search_entry.title = ${name} THEN 0
         WHEN search_entry.title LIKE ${`${name}%`} THEN 1
         WHEN ${joined(inName, ' AND ')} THEN 2
         ELSE 3 END`;
}

const nameOf = (text: string): string => fold(text).slice(0, longestName);
const wordsOf = (text: string): string[] => indexedWords(text).slice(0, mostWords);
