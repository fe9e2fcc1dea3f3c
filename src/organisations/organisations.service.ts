import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import type { Period } from '../kernel/period.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { actOf, linksOf, whenText } from '../sources/domain/keeping.js';
import { SourcesService } from '../sources/sources.service.js';
import { EditingQueries } from './data/editing.queries.js';
import { OrganisationMatchingQueries } from './data/organisation-matching.queries.js';
import { OrganisationsStore } from './data/organisations.store.js';
import { slugOf } from './domain/names.js';
import type {
  NewCode,
  NewName,
  NewOrganisation,
  NewOrganisationLink,
  NewPostHolding,
  OrganisationDetails,
  RegisteredOrganisation,
  RenameRefusal,
} from './domain/new-organisation.js';
import { DescribingOrganisationsService } from './describing-organisations.service.js';
import { OrganisationIndexService } from './organisation-index.service.js';
import { OrganisationNews } from './organisation-news.js';

type Renaming = {
  readonly from?: Period | null;
  readonly slug?: string;
  /** How often it had been saved when whoever renames it looked. */
  readonly version?: number;
};

/** Puts bodies on the record, gives them new names, and adds to what is known of one. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly db: Database,
    private readonly store: OrganisationsStore,
    private readonly matching: OrganisationMatchingQueries,
    private readonly editing: EditingQueries,
    private readonly sources: SourcesService,
    private readonly index: OrganisationIndexService,
    private readonly describing: DescribingOrganisationsService,
    private readonly news: OrganisationNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Registers bodies that are not on the record yet, and gives their ids, references and addresses in that order. */
  async registerMany(actor: Actor, given: readonly NewOrganisation[]): Promise<RegisteredOrganisation[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const stamp = { at: this.clock.now(), by: actor.name };
      const made = await this.store.add(stamp, given, await this.#freeSlugs(given));
      const each = given.map((organisation, index) => ({ organisation, organisationId: made[index].id }));
      await this.store.addNames(
        each.flatMap(({ organisation, organisationId }) => namesOf(organisation, organisationId)),
      );
      const codes = each.flatMap(({ organisation, organisationId }) =>
        (organisation.codes ?? []).map((code) => ({ ...code, organisationId })),
      );
      const codeIds = await this.store.addCodes(codes);
      await this.store.addGaps(
        each.flatMap(({ organisation: { gaps = [] }, organisationId }) =>
          gaps.map((text, position) => ({ organisationId, text, position })),
        ),
      );
      const ids = made.map(({ id }) => id);
      await this.sources.linkMany([
        ...linksOf('organisation', given, ids),
        ...linksOf('organisation_code', codes, codeIds),
      ]);
      await this.index.add(given, made);
      await this.audit.record(actor, actOf('organisation.registered', 'organisation', made, given));
      await this.news.announce('organisation.registered', { organisationIds: ids });
      return made;
    });
  }

  /** Gives a body a new official name and address. The old name is kept as a former one; the old address still answers. */
  async rename(
    actor: Actor,
    organisationId: string,
    name: string,
    { from = null, slug: wanted, version }: Renaming = {},
  ): Promise<Result<{ slug: string }, RenameRefusal>> {
    return this.db.transaction(async () => {
      const [before] = await this.matching.byIds([organisationId]);
      if (!before) return refused('not-found');
      if (version !== undefined && (await this.editing.byId(organisationId))?.version !== version)
        return refused('stale');
      if (before.name === name) return refused('same-name');
      const slug = await this.#slugFor(wanted ?? slugOf(name), before.slug, organisationId);
      await this.store.retireName(organisationId, before.name, whenText(from));
      await this.store.dropName(organisationId, name);
      await this.store.addNames([{ organisationId, name, kind: 'official', from }]);
      await this.store.rename(organisationId, { name, slug });
      if (slug !== before.slug) await this.store.keepOldSlug(organisationId, before.slug);
      await this.index.renew([organisationId]);
      await this.audit.record(actor, {
        action: 'organisation.renamed',
        entity: 'organisation',
        entityId: organisationId,
        before: { name: before.name, slug: before.slug },
        after: { name, slug, ...(from ? { from: whenText(from) } : {}) },
      });
      await this.news.announce('organisation.described', { organisationIds: [organisationId] });
      return ok({ slug });
    });
  }

  addNames(actor: Actor, organisationId: string, names: readonly NewName[]): Promise<number> {
    return this.describing.nameMany(
      actor,
      names.map((name) => ({ ...name, organisationId })),
    );
  }

  addCodes(actor: Actor, organisationId: string, codes: readonly NewCode[]): Promise<number> {
    return this.describing.codeMany(
      actor,
      codes.map((code) => ({ ...code, organisationId })),
    );
  }

  complete(actor: Actor, organisationId: string, details: OrganisationDetails): Promise<void> {
    return this.describing.completeMany(actor, [{ ...details, organisationId }]);
  }

  addLinks(actor: Actor, links: readonly NewOrganisationLink[]): Promise<string[]> {
    return this.describing.linkMany(actor, links);
  }

  addPosts(actor: Actor, posts: readonly NewPostHolding[]): Promise<string[]> {
    return this.describing.postMany(actor, posts);
  }

  /** A name that the body had before takes its own old address back. */
  async #slugFor(wanted: string, present: string, organisationId: string): Promise<string> {
    if (wanted === present) return present;
    if (await this.store.tookBackSlug(organisationId, wanted)) return wanted;
    const [free] = await this.#freeSlugs([{ name: wanted, slug: wanted }]);
    return free;
  }

  /** An address for each: the one wanted, or with the first number behind it that no other body has or had. */
  async #freeSlugs(given: readonly Pick<NewOrganisation, 'name' | 'slug'>[]): Promise<string[]> {
    const wanted = given.map(({ name, slug }) => slug ?? slugOf(name));
    const chosen: (string | null)[] = wanted.map(() => null);
    const promised = new Set<string>();
    for (let attempt = 1; chosen.includes(null); attempt += 1) {
      const candidates = wanted.map((slug) => (attempt === 1 ? slug : `${slug}-${attempt}`));
      const open = candidates.filter((_, index) => chosen[index] === null);
      const taken = await this.matching.takenSlugs([...new Set(open)]);
      candidates.forEach((candidate, index) => {
        if (chosen[index] !== null || taken.has(candidate) || promised.has(candidate)) return;
        chosen[index] = candidate;
        promised.add(candidate);
      });
    }
    return chosen as string[];
  }
}

const namesOf = ({ name, names = [] }: NewOrganisation, organisationId: string) =>
  [{ name, kind: 'official' as const }, ...names.filter((other) => other.name !== name)].map((each) => ({
    ...each,
    organisationId,
  }));
