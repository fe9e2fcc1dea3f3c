import { Injectable } from '@nestjs/common';
import { SearchStore } from './data/search.store.js';
import { fold, foldedWords } from './domain/fold.js';

/** What may be found: a record by its name, and by other words that people know it under. */
export type SearchEntry = {
  readonly kind: string;
  readonly recordId: string;
  readonly title: string;
  readonly words: readonly string[];
};

/** The one index over everything that can be found by name. Asked within the transaction of the record itself. */
@Injectable()
export class SearchService {
  constructor(private readonly store: SearchStore) {}

  /** For records that are not in the index yet. */
  async add(entries: readonly SearchEntry[]): Promise<void> {
    await this.store.add(
      entries.map(({ kind, recordId, title, words }) => ({
        kind,
        recordId,
        title: fold(title),
        body: foldedWords(words.join(' ')).join(' '),
      })),
    );
  }

  /** Puts entries in the place of those that the same records had. */
  async index(entries: readonly SearchEntry[]): Promise<void> {
    for (const kind of new Set(entries.map((entry) => entry.kind))) {
      await this.remove(
        kind,
        entries.filter((entry) => entry.kind === kind).map(({ recordId }) => recordId),
      );
    }
    await this.add(entries);
  }

  remove(kind: string, recordIds: readonly string[]): Promise<void> {
    return this.store.remove(kind, recordIds);
  }
}
