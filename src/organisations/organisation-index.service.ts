import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import type { SearchEntry } from '../office/domain/search-entry.js';
import { SearchService } from '../office/search.service.js';
import { organisationKinds } from '../vocabulary/domain/organisation-kinds.js';
import { regions } from '../vocabulary/domain/regions.js';
import { OrganisationMatchingQueries } from './data/organisation-matching.queries.js';
import type { NewOrganisation, RegisteredOrganisation } from './domain/new-organisation.js';

/** Counts how bodies are described in the index: another number fills it anew at the next start. */
const edition = 2;
const bodiesAtOnce = 1_000;

/** Keeps bodies findable by every name, code and region that the record has of them. */
@Injectable()
export class OrganisationIndexService implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly matching: OrganisationMatchingQueries,
    private readonly search: SearchService,
  ) {}

  onModuleInit(): void {
    this.search.describes('organisation', (ids) => this.#entries(ids));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.search.keepEdition('organisation', edition, () => this.#all());
  }

  /** For bodies just registered, whose words are at hand. `made` in the order of `given`. */
  async add(given: readonly NewOrganisation[], made: readonly RegisteredOrganisation[]): Promise<void> {
    if (this.search.isLater)
      return this.search.owe(
        'organisation',
        made.map(({ id }) => id),
      );
    await this.search.add(
      given.map(({ name, kind, names = [], codes = [], region }, index) =>
        entryOf({ ...made[index], name, kind, region: region ?? null }, [
          ...names.map((other) => other.name),
          ...codes.map(({ value }) => value),
        ]),
      ),
    );
  }

  /** For bodies of which something changed. */
  async renew(organisationIds: readonly string[]): Promise<void> {
    if (this.search.isLater) return this.search.owe('organisation', organisationIds);
    const entries = await this.#entries(organisationIds);
    const open = new Set(entries.map(({ recordId }) => recordId));
    await this.search.remove(
      'organisation',
      organisationIds.filter((id) => !open.has(id)),
    );
    await this.search.put(entries);
  }

  async *#all(): AsyncGenerator<SearchEntry[]> {
    for (let after = ''; ;) {
      const ids = await this.matching.idsAfter(after, bodiesAtOnce);
      const last = ids.at(-1);
      if (last === undefined) return;
      yield await this.#entries(ids);
      after = last;
    }
  }

  async #entries(ids: readonly string[]): Promise<SearchEntry[]> {
    const bodies = await this.matching.openByIds(ids);
    const names = groupBy(await this.matching.namesOf(ids), ({ organisationId }) => organisationId);
    const codes = groupBy(await this.matching.codesOf(ids), ({ organisationId }) => organisationId);
    return bodies.map((body) =>
      entryOf(body, [
        ...(names.get(body.id) ?? []).map(({ name }) => name),
        ...(codes.get(body.id) ?? []).map(({ value }) => value),
      ]),
    );
  }
}

type Described = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly region: string | null;
};

function entryOf({ id, ref, slug, name, kind, region }: Described, words: readonly string[]): SearchEntry {
  const place = region !== null && region in regions ? regions[region as keyof typeof regions] : null;
  const what = kind in organisationKinds ? organisationKinds[kind as keyof typeof organisationKinds] : null;
  return {
    kind: 'organisation',
    recordId: id,
    title: name,
    words: [...words, place, ref],
    address: slug,
    note: [what, place].filter(Boolean).join(', ') || null,
  };
}
