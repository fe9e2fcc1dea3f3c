import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { InspectionIndexQueries } from './data/inspection-index.queries.js';

/** Counts how frameworks are described in the index: another number fills it anew at the next start. */
const edition = 2;

/** Keeps frameworks findable by what they, their areas and their grades are called. */
@Injectable()
export class FrameworkIndexService implements OnApplicationBootstrap {
  constructor(
    private readonly queries: InspectionIndexQueries,
    private readonly search: SearchService,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('framework', edition, () => this.#all());
  }

  /** Puts all of them in: they are dozens. Asked within the transaction that changed one. */
  async renew(): Promise<void> {
    await this.search.put(await this.#entries());
  }

  async *#all(): AsyncGenerator<SearchEntry[]> {
    yield await this.#entries();
  }

  async #entries(): Promise<SearchEntry[]> {
    const frameworks = await this.queries.frameworks();
    const parts = groupBy(await this.queries.frameworkParts(), ({ frameworkId }) => frameworkId);
    return frameworks.map(({ id, key, title, inspectorate, effectiveFrom, effectiveTo }) => ({
      kind: 'framework',
      recordId: id,
      title,
      words: [inspectorate, key, effectiveFrom, ...(parts.get(id) ?? []).map(({ label }) => label)],
      address: key,
      on: effectiveFrom,
      note: effectiveTo === null ? inspectorate : `${inspectorate}, no longer used`,
    }));
  }
}
