import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import { SourcesService } from '../sources/sources.service.js';
import { OrganisationMatchingQueries } from './data/organisation-matching.queries.js';
import { type OfOrganisation, OrganisationsStore } from './data/organisations.store.js';
import type {
  NewCode,
  NewName,
  NewOrganisationLink,
  NewPostHolding,
  OrganisationDetails,
} from './domain/new-organisation.js';
import { OrganisationNews } from './organisation-news.js';
import { OrganisationIndexService } from './organisation-index.service.js';

/** Adds to any number of bodies that are on the record: names, codes, details, relations, posts, gaps. What is there is never doubled. */
@Injectable()
export class DescribingOrganisationsService {
  constructor(
    private readonly db: Database,
    private readonly store: OrganisationsStore,
    private readonly matching: OrganisationMatchingQueries,
    private readonly index: OrganisationIndexService,
    private readonly sources: SourcesService,
    private readonly news: OrganisationNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds the names that a body does not have yet, and says how many those were. */
  async nameMany(actor: Actor, given: readonly OfOrganisation<NewName>[]): Promise<number> {
    return this.db.transaction(async () => {
      const there = new Set(
        (await this.matching.namesOf(bodiesOf(given))).map((row) => keyOf(row.organisationId, row.name)),
      );
      const missing = firstOfEach(given, ({ organisationId, name }) => keyOf(organisationId, name), there);
      if (missing.length === 0) return 0;
      await this.store.addNames(missing);
      await this.index.renew(bodiesOf(missing));
      await this.audit.record(actor, actOf('organisation.named', 'organisation', idsOf(missing), missing));
      return missing.length;
    });
  }

  /**
   * Gives bodies that were called by their number alone, for want of a name, the name that a register has. The number
   * was no name, and is not kept as one.
   */
  async nameFirst(actor: Actor, given: readonly OfOrganisation<{ readonly name: string }>[]): Promise<void> {
    if (given.length === 0) return;
    await this.db.transaction(async () => {
      for (const { organisationId, name } of given) await this.store.nameFirst(organisationId, name);
      await this.index.renew(bodiesOf(given));
      await this.audit.record(actor, actOf('organisation.named', 'organisation', idsOf(given), given));
      await this.news.announce('organisation.described', { organisationIds: bodiesOf(given) });
    });
  }

  /** Adds the codes that a body does not have yet, and says how many those were. */
  async codeMany(actor: Actor, given: readonly OfOrganisation<NewCode>[]): Promise<number> {
    return this.db.transaction(async () => {
      const there = new Set(
        (await this.matching.codesOf(bodiesOf(given))).map((row) => keyOf(row.organisationId, row.scheme, row.value)),
      );
      const missing = firstOfEach(
        given,
        ({ organisationId, scheme, value }) => keyOf(organisationId, scheme, value),
        there,
      );
      if (missing.length === 0) return 0;
      const ids = await this.store.addCodes(missing);
      await this.sources.linkMany(linksOf('organisation_code', missing, ids));
      await this.index.renew(bodiesOf(missing));
      await this.audit.record(actor, actOf('organisation.coded', 'organisation', idsOf(missing), missing));
      return missing.length;
    });
  }

  /** Fills in details that the record does not have yet. What is there stays, whoever wrote it. */
  async completeMany(actor: Actor, given: readonly OfOrganisation<OrganisationDetails>[]): Promise<void> {
    if (given.length === 0) return;
    await this.db.transaction(async () => {
      for (const { organisationId, ...details } of given) await this.store.fill(organisationId, details);
      await this.index.renew(bodiesOf(given));
      await this.audit.record(actor, actOf('organisation.completed', 'organisation', idsOf(given), given));
      await this.news.announce('organisation.described', { organisationIds: bodiesOf(given) });
      const placed = given.filter(({ parentId }) => parentId);
      if (placed.length > 0) await this.news.announce('organisation.linked', { organisationIds: bodiesOf(placed) });
    });
  }

  /** Adds relations that the record does not have yet; the ids of all, new or not, in the order given. */
  async linkMany(actor: Actor, given: readonly NewOrganisationLink[]): Promise<string[]> {
    return this.db.transaction(async () => {
      const key = ({ fromId, type, toId }: Pick<NewOrganisationLink, 'fromId' | 'toId'> & { type: string }): string =>
        keyOf(fromId, type, toId);
      const held = await this.matching.linksFrom([...new Set(given.map(({ fromId }) => fromId))]);
      const idByKey = new Map(held.map((row) => [key(row), row.id]));
      const missing = firstOfEach(given, key, new Set(idByKey.keys()));
      const ids = await this.store.addLinks({ at: this.clock.now(), by: actor.name }, missing);
      missing.forEach((link, index) => idByKey.set(key(link), ids[index]));
      if (missing.length > 0) {
        await this.sources.linkMany(linksOf('organisation_link', missing, ids));
        await this.audit.record(
          actor,
          actOf(
            'organisation.linked',
            'organisation_link',
            ids.map((id) => ({ id })),
            missing,
          ),
        );
        const touched = [...new Set(missing.flatMap(({ fromId, toId }) => [fromId, toId]))];
        await this.news.announce('organisation.linked', { organisationIds: touched });
      }
      return given.map((link) => idByKey.get(key(link)) as string);
    });
  }

  /** Records who held posts, at director level or above; ids in the order given. */
  async postMany(actor: Actor, given: readonly NewPostHolding[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.addPosts({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('post_holding', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'post.recorded',
          'post_holding',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }

  /** Adds what is known not to be known, after what is there. */
  async noteGaps(actor: Actor, given: readonly OfOrganisation<{ readonly text: string }>[]): Promise<number> {
    return this.db.transaction(async () => {
      const rows = await this.matching.gapsOf(bodiesOf(given));
      const there = new Set(rows.map((row) => keyOf(row.organisationId, row.text)));
      const missing = firstOfEach(given, ({ organisationId, text }) => keyOf(organisationId, text), there);
      if (missing.length === 0) return 0;
      const next = new Map<string, number>();
      for (const { organisationId, position } of rows)
        next.set(organisationId, Math.max(next.get(organisationId) ?? 0, position + 1));
      await this.store.addGaps(
        missing.map(({ organisationId, text }) => {
          const position = next.get(organisationId) ?? 0;
          next.set(organisationId, position + 1);
          return { organisationId, text, position };
        }),
      );
      await this.audit.record(actor, actOf('organisation.gap_noted', 'organisation', idsOf(missing), missing));
      return missing.length;
    });
  }
}

type Of = { readonly organisationId: string };

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
const bodiesOf = (given: readonly Of[]): string[] => [...new Set(given.map(({ organisationId }) => organisationId))];
const idsOf = (given: readonly Of[]): { id: string }[] => given.map(({ organisationId }) => ({ id: organisationId }));

/** Those that are not there yet, each once. */
function firstOfEach<Item>(given: readonly Item[], key: (item: Item) => string, there: ReadonlySet<string>): Item[] {
  const seen = new Set(there);
  return given.filter((item) => {
    if (seen.has(key(item))) return false;
    seen.add(key(item));
    return true;
  });
}
