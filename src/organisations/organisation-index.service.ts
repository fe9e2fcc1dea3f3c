import { Injectable } from '@nestjs/common';
import { groupBy } from '../kernel/group-by.js';
import { SearchService } from '../office/search.service.js';
import { regions } from '../vocabulary/domain/regions.js';
import { OrganisationMatchingQueries } from './data/organisation-matching.queries.js';
import type { NewOrganisation } from './domain/new-organisation.js';

/** Keeps bodies findable by every name, code and region that the record has of them. */
@Injectable()
export class OrganisationIndexService {
  constructor(
    private readonly matching: OrganisationMatchingQueries,
    private readonly search: SearchService,
  ) {}

  /** For bodies just registered, whose words are at hand. `ids` in the order of `given`. */
  async add(given: readonly NewOrganisation[], ids: readonly string[]): Promise<void> {
    await this.search.add(
      given.map(({ name, names = [], codes = [], region }, index) =>
        entryOf(ids[index], name, {
          names: names.map((other) => other.name),
          codes: codes.map(({ value }) => value),
          region: region ?? null,
        }),
      ),
    );
  }

  /** For bodies of which something changed. */
  async renew(organisationIds: readonly string[]): Promise<void> {
    const bodies = await this.matching.byIds(organisationIds);
    const names = groupBy(await this.matching.namesOf(organisationIds), ({ organisationId }) => organisationId);
    const codes = groupBy(await this.matching.codesOf(organisationIds), ({ organisationId }) => organisationId);
    await this.search.index(
      bodies.map(({ id, name, region }) =>
        entryOf(id, name, {
          names: (names.get(id) ?? []).map((other) => other.name),
          codes: (codes.get(id) ?? []).map(({ value }) => value),
          region,
        }),
      ),
    );
  }
}

type Words = { readonly names: readonly string[]; readonly codes: readonly string[]; readonly region: string | null };

const entryOf = (recordId: string, title: string, { names, codes, region }: Words) => ({
  kind: 'organisation',
  recordId,
  title,
  words: [title, ...names, ...codes, region && region in regions ? regions[region as keyof typeof regions] : ''],
});
