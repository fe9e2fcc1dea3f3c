import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { ProgrammeIndexQueries, type ProgrammeWords } from './data/programme-index.queries.js';

/** Counts how programmes are described in the index: another number fills it anew at the next start. */
const edition = 1;
const programmesAtOnce = 500;

/** Keeps programmes findable by their names, also those that places gave them, and by what they are for. */
@Injectable()
export class ProgrammeIndexService implements OnApplicationBootstrap {
  constructor(
    private readonly queries: ProgrammeIndexQueries,
    private readonly search: SearchService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('programme', edition, () => this.#all());
  }

  /** For programmes that are new, or of which something changed. */
  async renew(ids: readonly string[]): Promise<void> {
    const found = await this.queries.of(ids);
    await this.search.remove('programme', ids);
    await this.search.add(await this.#entries(found));
  }

  async *#all(): AsyncGenerator<SearchEntry[]> {
    for (let after = ''; ;) {
      const programmes = await this.queries.after(after, programmesAtOnce);
      const last = programmes.at(-1);
      if (!last) return;
      yield await this.#entries(programmes);
      after = last.id;
    }
  }

  async #entries(programmes: readonly ProgrammeWords[]): Promise<SearchEntry[]> {
    const names = await this.queries.namesThere(programmes.map(({ id }) => id));
    return programmes
      .filter(({ isOpen }) => isOpen === 1)
      .map(({ id, ref, slug, name, forWhom, summary, startedOn, owner }) => ({
        kind: 'programme',
        recordId: id,
        title: name,
        words: [owner, forWhom, summary, ref, ...names.flatMap((one) => (one.programmeId === id ? one.name : []))],
        address: slug,
        on: startedOn,
        note: owner,
      }));
  }
}
