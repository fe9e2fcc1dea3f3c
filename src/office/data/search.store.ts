import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { newId } from '../../database/new-id.js';
import { list, sql } from '../../database/sql.js';
import type { SearchRow } from '../domain/search-entry.js';
import { SearchOwed } from './search-owed.entity.js';

/** Written together before others have a turn. */
const rowsPerStatement = 500;

/** Few enough to be put in while nobody notices: some hundredths of a second. */
const owedTogether = 250;

export type OwedEntries = { readonly id: string; readonly kind: string; readonly recordIds: readonly string[] };

/**
 * On SQLite the words lie in a table of their own, under the number of their entry. Transactions come one after
 * another, so that nobody else takes the next number.
 */
@Injectable()
export class SearchStore {
  constructor(private readonly db: Database) {}

  /** For records that are not in the index. */
  async add(rows: readonly SearchRow[]): Promise<void> {
    if (rows.length === 0) return;
    const first = await this.#nextId();
    for (let start = 0; start < rows.length; start += rowsPerStatement) {
      const some = rows
        .slice(start, start + rowsPerStatement)
        .map((row, index) => valuesOf(row, first + start + index));
      if (!this.db.isSqlite) await this.db.addTo({ table: 'search_entry', columns, rows: some });
      else {
        const last = columns.length - 1;
        const entries = some.map((values) => values.slice(0, last));
        const words = some.map((values) => [values[0], values[last]]);
        await this.db.addTo({ table: 'search_entry', columns: columns.slice(0, last), rows: entries });
        await this.db.addTo({ table: 'search_word', columns: wordColumns, rows: words });
      }
    }
  }

  async remove(kind: string, recordIds: readonly string[]): Promise<void> {
    const ids = await inChunks(recordIds, (chunk) =>
      this.db.rows<{ id: number }>(sql`
        SELECT search_entry.id FROM search_entry
         WHERE search_entry.kind = ${kind} AND search_entry.record_id IN (${list(chunk)})`),
    );
    await inChunks(ids, async (chunk) => {
      const numbers = list(chunk.map(({ id }) => id));
      if (this.db.isSqlite) await this.db.run(sql`DELETE FROM search_word WHERE search_word.rowid IN (${numbers})`);
      await this.db.run(sql`DELETE FROM search_entry WHERE search_entry.id IN (${numbers})`);
      return [];
    });
  }

  /** Empties a kind, for it to be put in anew. */
  async empty(kind: string): Promise<void> {
    if (this.db.isSqlite)
      await this.db.run(sql`
        DELETE FROM search_word
         WHERE search_word.rowid IN (SELECT search_entry.id FROM search_entry WHERE search_entry.kind = ${kind})`);
    await this.db.run(sql`DELETE FROM search_entry WHERE search_entry.kind = ${kind}`);
  }

  async edition(kind: string): Promise<number | null> {
    const row = await this.db.row<{ edition: number }>(sql`
      SELECT search_edition.edition FROM search_edition WHERE search_edition.kind = ${kind}`);
    return row?.edition ?? null;
  }

  async noteEdition(kind: string, edition: number): Promise<void> {
    await this.db.run(sql`
      INSERT INTO search_edition (kind, edition) VALUES (${kind}, ${edition})
      ON CONFLICT (kind) DO UPDATE SET edition = ${edition}`);
  }

  /** Notes records whose entries are to be made anew. */
  async owe(kind: string, recordIds: readonly string[]): Promise<void> {
    const rows: SearchOwed[] = [];
    for (let start = 0; start < recordIds.length; start += owedTogether) {
      const some = recordIds.slice(start, start + owedTogether);
      rows.push({ id: newId(), kind, records: some.length, recordIds: JSON.stringify(some) });
    }
    await this.db.insert(SearchOwed, rows);
  }

  /** Those that were noted first; null where nothing is owed. */
  async firstOwed(): Promise<OwedEntries | null> {
    const row = await this.db.row<{ id: string; kind: string; recordIds: string }>(sql`
      SELECT search_owed.id, search_owed.kind, search_owed.record_ids AS "recordIds"
        FROM search_owed
       ORDER BY search_owed.id
       LIMIT 1`);
    return row && { ...row, recordIds: JSON.parse(row.recordIds) as string[] };
  }

  async settle(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM search_owed WHERE search_owed.id = ${id}`);
  }

  async #nextId(): Promise<number> {
    const row = await this.db.row<{ last: number | null }>(sql`SELECT max(search_entry.id) AS last FROM search_entry`);
    return (row?.last ?? 0) + 1;
  }
}

const wordColumns = [
  { name: 'rowid', type: 'integer[]' },
  { name: 'body', type: 'text[]' },
];

const columns = [
  { name: 'id', type: 'integer[]' },
  ...['kind', 'record_id', 'scope', 'address', 'shown', 'on_day', 'title', 'body'].map((name) => ({
    name,
    type: 'text[]',
  })),
];

const valuesOf = (row: SearchRow, id: number): readonly unknown[] => [
  id,
  row.kind,
  row.recordId,
  row.scope,
  row.address,
  row.shown,
  row.onDay,
  row.title,
  row.body,
];
