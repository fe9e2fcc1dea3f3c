import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/audit.service.js';
import { groupBy } from '../kernel/group-by.js';
import {
  type OrganisationFacts,
  OrganisationMatchingQueries,
} from '../organisations/data/organisation-matching.queries.js';
import { DescribingOrganisationsService } from '../organisations/describing-organisations.service.js';
import { matchingName } from '../organisations/domain/names.js';
import type { NewOrganisation } from '../organisations/domain/new-organisation.js';
import { OrganisationsService } from '../organisations/organisations.service.js';
import { SourceMatchingQueries } from '../sources/data/source-matching.queries.js';
import { SourcesService } from '../sources/sources.service.js';
import { regionNamed } from '../vocabulary/domain/regions.js';
import type { CaseLibrary, LibraryCode, LibraryOrganisation } from './domain/case-library.js';
import { LibraryFault, type LibraryKeys, when } from './library-keys.js';

/** Loads the library's sources and bodies. What an import brought first is met, never made twice. */
@Injectable()
export class LibraryBodiesService {
  constructor(
    private readonly sources: SourcesService,
    private readonly sourceMatching: SourceMatchingQueries,
    private readonly organisations: OrganisationsService,
    private readonly describing: DescribingOrganisationsService,
    private readonly matching: OrganisationMatchingQueries,
  ) {}

  async loadSources(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('source', library.sources);
    const there = await this.sourceMatching.byUrl(missing.flatMap(({ url }) => url ?? []));
    const met = missing.filter(({ url }) => url !== null && there.has(url));
    keys.note(
      'source',
      met,
      met.map(({ url }) => there.get(url ?? '') ?? ''),
    );
    const fresh = missing.filter((source) => !met.includes(source));
    const made = await this.sources.addMany(
      actor,
      fresh.map(({ title, publisher, url, published, kind }) => ({
        title,
        publisher,
        url,
        kind,
        publishedOn: when(published),
        verified: kind !== 'unverified',
      })),
    );
    keys.note(
      'source',
      fresh,
      made.map(({ id }) => id),
    );
  }

  /** Bodies, those that hold others first; then how they continue, hold and serve one another, and who held posts. */
  async loadOrganisations(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('organisation', library.organisations);
    const [holders, parts] = [
      missing.filter(({ parent }) => parent === null),
      missing.filter(({ parent }) => parent !== null),
    ];
    await this.#load(actor, holders, keys);
    await this.#load(actor, parts, keys);
    await this.#loadLinks(actor, library, keys);
    await this.#loadPosts(actor, library, keys);
  }

  async #load(actor: Actor, entries: readonly LibraryOrganisation[], keys: LibraryKeys): Promise<void> {
    const met = await this.#meet(entries);
    for (const entry of entries) {
      const body = met.get(entry.key);
      if (body) await this.#complete(actor, { entry, body }, keys);
    }
    const fresh = entries.filter(({ key }) => !met.has(key));
    const made = await this.organisations.registerMany(
      actor,
      fresh.map((entry) => newOrganisation(entry, keys)),
    );
    keys.note(
      'organisation',
      fresh,
      made.map(({ id }) => id),
    );
    const metEntries = entries.filter(({ key }) => met.has(key));
    keys.note(
      'organisation',
      metEntries,
      metEntries.map(({ key }) => met.get(key)?.id ?? ''),
    );
  }

  /**
   * The bodies on the record that entries mean: by a code of their own, otherwise by any of their names when one body of
   * that kind alone has it.
   */
  async #meet(entries: readonly LibraryOrganisation[]): Promise<ReadonlyMap<string, OrganisationFacts>> {
    const codes = await this.matching.byCodes(entries.flatMap(identifying));
    const names = await this.matching.byNames(entries.flatMap(namesOf));
    const idsByCode = groupBy(codes, ({ scheme, value }) => JSON.stringify([scheme, value]));
    const idsByName = groupBy(names, ({ kind, folded }) => JSON.stringify([kind, folded]));
    const found = new Map<string, string>();
    for (const entry of entries) {
      const byCode = new Set(
        identifying(entry).flatMap(({ scheme, value }) =>
          (idsByCode.get(JSON.stringify([scheme, value])) ?? []).map(({ organisationId }) => organisationId),
        ),
      );
      const byName = new Set(
        namesOf(entry).flatMap((name) =>
          (idsByName.get(JSON.stringify([entry.kind, name])) ?? []).map(({ organisationId }) => organisationId),
        ),
      );
      const [only, ...more] = byCode.size > 0 ? byCode : byName;
      if (only && more.length === 0) found.set(entry.key, only);
    }
    const bodies = new Map((await this.matching.byIds([...new Set(found.values())])).map((body) => [body.id, body]));
    return new Map(
      [...found].flatMap(([key, id]) => {
        const body = bodies.get(id);
        return body ? [[key, body] as const] : [];
      }),
    );
  }

  /** Adds to a body that is on the record what the library knows beside it. What is there stays. */
  async #complete(
    actor: Actor,
    { entry, body }: { readonly entry: LibraryOrganisation; readonly body: OrganisationFacts },
    keys: LibraryKeys,
  ): Promise<void> {
    const given = newOrganisation(entry, keys);
    const names = await this.matching.namesOf([body.id]);
    const isAsAFileSpelt =
      names.some(({ kind }) => kind === 'published') && !names.some(({ kind }) => kind === 'former');
    if (isAsAFileSpelt) await this.organisations.rename(actor, body.id, entry.name, { slug: entry.slug });
    await this.organisations.addNames(actor, body.id, [{ name: entry.name, kind: 'alias' }, ...(given.names ?? [])]);
    await this.organisations.addCodes(actor, body.id, given.codes ?? []);
    const { kindText, region, country, parentId, openedOn, closedOn, statusNote } = given;
    await this.organisations.complete(actor, body.id, {
      kindText,
      region,
      country,
      parentId,
      openedOn,
      closedOn,
      statusNote,
    });
    await this.describing.noteGaps(
      actor,
      entry.gaps.map((text) => ({ organisationId: body.id, text })),
    );
    await this.sources.linkMany(
      keys.sources(entry.sources).map((use, position) => ({
        ...use,
        recordKind: 'organisation',
        recordId: body.id,
        position,
      })),
    );
  }

  async #loadLinks(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('organisation_link', library.links);
    const ids = await this.organisations.addLinks(
      actor,
      missing.map((link) => ({
        fromId: keys.id('organisation', link.from),
        toId: keys.id('organisation', link.to),
        type: link.type,
        on: when(link.on),
        knownOn: keys.knownFrom(when(link.on), link.sources),
        verified: link.verified,
        inferred: link.inferred,
        note: link.note,
        sources: keys.sources(link.sources),
      })),
    );
    keys.note('organisation_link', missing, ids);
  }

  async #loadPosts(actor: Actor, library: CaseLibrary, keys: LibraryKeys): Promise<void> {
    const missing = keys.missing('post_holding', library.posts);
    const ids = await this.organisations.addPosts(
      actor,
      missing.map((post) => ({
        organisationId: keys.id('organisation', post.organisation),
        post: post.post,
        holderName: post.holder,
        startedOn: when(post.from),
        endedOn: when(post.to),
        seenOn: when(post.seenOn),
        interim: post.interim,
        leavingPlanned: post.leavingPlanned,
        knownOn: keys.knownFrom(when(post.from ?? post.seenOn ?? post.to), post.sources),
        verified: post.verified,
        inferred: post.inferred,
        note: post.note,
        sources: keys.sources(post.sources),
      })),
    );
    keys.note('post_holding', missing, ids);
  }
}

/** Codes that stand for the body itself: not that of the council in whose area it lies. */
const identifying = ({ codes }: LibraryOrganisation): readonly LibraryCode[] =>
  codes.filter(({ scheme }) => scheme !== 'ons-area');

const namesOf = ({ name, aliases }: LibraryOrganisation): readonly string[] => [name, ...aliases].map(matchingName);

function newOrganisation(entry: LibraryOrganisation, keys: LibraryKeys): NewOrganisation {
  const region = regionNamed(entry.region);
  if (!region) throw new LibraryFault(`The case library places ${entry.key} in ${entry.region}, which is no region`);
  return {
    slug: entry.slug,
    name: entry.name,
    kind: entry.kind,
    kindText: entry.kindText,
    sector: entry.sector,
    region,
    country: entry.country,
    parentId: keys.idOrNull('organisation', entry.parent),
    knownOn: keys.knownFrom(when(entry.opened), entry.sources),
    openedOn: when(entry.opened),
    closedOn: when(entry.closed),
    statusNote: entry.status,
    names: entry.aliases.map((name) => ({ name, kind: 'alias' })),
    codes: entry.codes.map(({ scheme, value, verified, current, note, sources }) => ({
      scheme,
      value,
      verified,
      note: current ? note : ['No longer in use.', note].filter(Boolean).join(' '),
      sources: keys.sources(sources),
    })),
    gaps: entry.gaps,
    verified: entry.verified,
    inferred: entry.inferred,
    note: entry.note,
    sources: keys.sources(entry.sources),
  };
}
