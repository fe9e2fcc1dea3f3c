import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { SourceIndexQueries, type SourceWords } from './data/source-index.queries.js';

/** Counts how sources are described in the index: another number fills it anew at the next start. */
const edition = 2;
const sourcesAtOnce = 1_000;

/** Keeps sources findable by title, publisher, author and what they support. */
@Injectable()
export class SourceIndexService implements OnApplicationBootstrap {
  constructor(
    private readonly queries: SourceIndexQueries,
    private readonly search: SearchService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('source', edition, () => this.#all());
  }

  /** For sources that are new, or of which something changed. */
  async renew(ids: readonly string[]): Promise<void> {
    const found = await this.queries.of(ids);
    await this.search.remove('source', ids);
    await this.search.add(entriesOf(found));
  }

  async *#all(): AsyncGenerator<SearchEntry[]> {
    for (let after = ''; ;) {
      const sources = await this.queries.after(after, sourcesAtOnce);
      const last = sources.at(-1);
      if (!last) return;
      yield entriesOf(sources);
      after = last.id;
    }
  }
}

const entriesOf = (sources: readonly SourceWords[]): SearchEntry[] =>
  sources
    .filter(({ isOpen }) => isOpen === 1)
    .map(({ id, ref, title, publisher, author, publishedOn, supports }) => ({
      kind: 'source',
      recordId: id,
      title,
      words: [publisher, author, supports, publishedOn, ref],
      address: ref,
      on: publishedOn,
      note: publisher,
    }));
