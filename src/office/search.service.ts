import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { groupBy } from '../kernel/group-by.js';
import { SearchStore } from './data/search.store.js';
import { rowOf, type SearchEntry } from './domain/search-entry.js';

const entriesAtOnce = 2_000;

/** The one index over everything that can be found by words. Asked within the transaction of the record itself. */
@Injectable()
export class SearchService {
  constructor(
    private readonly db: Database,
    private readonly store: SearchStore,
  ) {}

  /** For records that are not in the index yet. */
  add(entries: readonly SearchEntry[]): Promise<void> {
    return this.store.add(entries.map(rowOf));
  }

  /** Puts entries in the place of those that the same records had. */
  async put(entries: readonly SearchEntry[]): Promise<void> {
    for (const [kind, some] of groupBy(entries, (entry) => entry.kind))
      await this.remove(
        kind,
        some.map(({ recordId }) => recordId),
      );
    await this.add(entries);
  }

  remove(kind: string, recordIds: readonly string[]): Promise<void> {
    return this.store.remove(kind, recordIds);
  }

  /**
   * Fills the index of a kind from the record, where it was last filled by another edition of its description. `all`
   * gives every entry, some at a time; a start that is cut off begins again.
   */
  async keepEdition(kind: string, edition: number, all: () => AsyncIterable<readonly SearchEntry[]>): Promise<boolean> {
    if ((await this.store.edition(kind)) === edition) return false;
    await this.db.transaction(() => this.store.empty(kind));
    for await (const entries of all())
      for (let start = 0; start < entries.length; start += entriesAtOnce)
        await this.db.transaction(() => this.put(entries.slice(start, start + entriesAtOnce)));
    await this.db.transaction(() => this.store.noteEdition(kind, edition));
    return true;
  }
}
