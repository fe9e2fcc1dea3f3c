import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { episodeAreas } from '../vocabulary/domain/episode-areas.js';
import { EpisodeIndexQueries, type EpisodeWords } from './data/episode-index.queries.js';

/** Counts how episodes are described in the index: another number fills it anew at the next start. */
const edition = 2;
const episodesAtOnce = 1_000;

/** Keeps failure episodes findable: what is public by all, another by the people of its body. */
@Injectable()
export class EpisodeIndexService implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly queries: EpisodeIndexQueries,
    private readonly search: SearchService,
  ) {}

  onModuleInit(): void {
    this.search.describes('episode', async (ids) => entriesOf(await this.queries.of(ids)));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('episode', edition, () => this.#all());
  }

  /** For bodies of whose episodes one changed, came or went. */
  async renew(organisationIds: readonly string[]): Promise<void> {
    if (this.search.isLater) return this.search.owe('episode', await this.queries.idsOf(organisationIds));
    const episodes = await this.queries.ofOrganisations(organisationIds);
    await this.search.remove(
      'episode',
      episodes.map(({ id }) => id),
    );
    await this.search.add(entriesOf(episodes));
  }

  async *#all(): AsyncGenerator<SearchEntry[]> {
    for (let after = ''; ;) {
      const episodes = await this.queries.after(after, episodesAtOnce);
      const last = episodes.at(-1);
      if (!last) return;
      yield entriesOf(episodes);
      after = last.id;
    }
  }
}

const entriesOf = (episodes: readonly EpisodeWords[]): SearchEntry[] =>
  episodes.filter(({ withdrawnAt }) => withdrawnAt === null).map(entryOf);

function entryOf({ id, ref, organisationId, organisation, area, title, ...episode }: EpisodeWords): SearchEntry {
  const areaName = area in episodeAreas ? episodeAreas[area as keyof typeof episodeAreas] : area;
  return {
    kind: 'episode',
    recordId: id,
    title: episode.origin === 'judgements' ? `${organisation}: ${title}` : title,
    words: [organisation, areaName, episode.summary, episode.triggerOn, ref],
    address: ref,
    on: episode.triggerOn,
    note: episode.origin === 'judgements' ? areaName : `${organisation}, ${areaName}`,
    scope: episode.visibility === 'public' ? 'public' : `board:${organisationId}`,
  };
}
