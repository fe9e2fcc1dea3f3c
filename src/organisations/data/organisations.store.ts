import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { newId } from '../../database/new-id.js';
import { sql } from '../../database/sql.js';
import { flagOf, keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import { matchingName, sortNameOf } from '../domain/names.js';
import type { OrganisationEdit } from '../domain/organisation-edit.js';
import type {
  NewCode,
  NewName,
  NewOrganisation,
  NewOrganisationLink,
  NewPostHolding,
  OrganisationDetails,
  RegisteredOrganisation,
} from '../domain/new-organisation.js';
import {
  Organisation,
  OrganisationCode,
  OrganisationGap,
  OrganisationLink,
  OrganisationName,
  OrganisationSlug,
  PostHolding,
} from './organisation.entity.js';

type SavedPost = {
  readonly post: string;
  readonly holderName: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly interim: number | null;
  readonly leavingPlanned: number | null;
};

export type OfOrganisation<Item> = Item & { readonly organisationId: string };

@Injectable()
export class OrganisationsStore {
  constructor(private readonly db: Database) {}

  async add(
    stamp: Stamp,
    given: readonly NewOrganisation[],
    slugs: readonly string[],
  ): Promise<RegisteredOrganisation[]> {
    const refs = await this.db.nextReferences('OR', given.length);
    const rows = given.map((organisation, index) => ({
      id: newId(),
      ref: refs[index],
      slug: slugs[index],
      name: organisation.name,
      sortName: sortNameOf(organisation.name),
      kind: organisation.kind,
      kindText: organisation.kindText ?? null,
      sector: organisation.sector,
      region: organisation.region ?? null,
      country: organisation.country ?? null,
      parentId: organisation.parentId ?? null,
      openedOn: whenText(organisation.openedOn),
      closedOn: whenText(organisation.closedOn),
      statusNote: organisation.statusNote ?? null,
      website: organisation.website ?? null,
      known: knownColumns(organisation),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(Organisation, rows);
    return rows.map(({ id, ref, slug }) => ({ id, ref, slug }));
  }

  async addNames(names: readonly OfOrganisation<NewName>[]): Promise<void> {
    await this.db.insert(
      OrganisationName,
      names.map(({ organisationId, name, kind, from, to }) => ({
        id: newId(),
        organisationId,
        name,
        folded: matchingName(name),
        kind,
        fromOn: whenText(from),
        toOn: whenText(to),
      })),
    );
  }

  async addCodes(codes: readonly OfOrganisation<NewCode>[]): Promise<string[]> {
    const rows = codes.map(({ organisationId, scheme, value, verified, note }) => ({
      id: newId(),
      organisationId,
      scheme,
      value,
      verified: Number(verified ?? false),
      note: note ?? null,
    }));
    await this.db.insert(OrganisationCode, rows);
    return rows.map(({ id }) => id);
  }

  async addGaps(gaps: readonly OfOrganisation<{ readonly text: string; readonly position: number }>[]): Promise<void> {
    await this.db.insert(
      OrganisationGap,
      gaps.map(({ organisationId, text, position }) => ({ id: newId(), organisationId, text, position })),
    );
  }

  async addLinks(stamp: Stamp, links: readonly NewOrganisationLink[]): Promise<string[]> {
    const rows = links.map((link) => ({
      id: newId(),
      fromId: link.fromId,
      toId: link.toId,
      type: link.type,
      onDate: whenText(link.on),
      known: knownColumns(link),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(OrganisationLink, rows);
    return rows.map(({ id }) => id);
  }

  async addPosts(stamp: Stamp, posts: readonly NewPostHolding[]): Promise<string[]> {
    const rows = posts.map((post) => ({
      id: newId(),
      organisationId: post.organisationId,
      post: post.post,
      holderName: post.holderName ?? null,
      startedOn: whenText(post.startedOn),
      endedOn: whenText(post.endedOn),
      seenOn: whenText(post.seenOn),
      interim: flagOf(post.interim),
      leavingPlanned: flagOf(post.leavingPlanned),
      known: knownColumns(post),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(PostHolding, rows);
    return rows.map(({ id }) => id);
  }

  /** Fills what is empty and leaves what is there. */
  async fill(organisationId: string, details: OrganisationDetails): Promise<void> {
    await this.db.run(sql`
      UPDATE organisation
         SET region = COALESCE(region, ${details.region ?? null}),
             country = COALESCE(country, ${details.country ?? null}),
             kind_text = COALESCE(kind_text, ${details.kindText ?? null}),
             parent_id = COALESCE(parent_id, ${details.parentId ?? null}),
             opened_on = COALESCE(opened_on, ${whenText(details.openedOn)}),
             closed_on = COALESCE(closed_on, ${whenText(details.closedOn)}),
             status_note = COALESCE(status_note, ${details.statusNote ?? null}),
             website = COALESCE(website, ${details.website ?? null}),
             version = version + 1
       WHERE organisation.id = ${organisationId}`);
  }

  async rename(
    organisationId: string,
    { name, slug }: { readonly name: string; readonly slug: string },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE organisation
         SET name = ${name}, sort_name = ${sortNameOf(name)}, slug = ${slug}, version = version + 1
       WHERE organisation.id = ${organisationId}`);
  }

  /** Gives a body that was called by its number alone its first name. The address that it had stays. */
  async nameFirst(organisationId: string, name: string): Promise<void> {
    await this.db.run(sql`
      UPDATE organisation_name
         SET name = ${name}, folded = ${matchingName(name)}
       WHERE organisation_name.organisation_id = ${organisationId} AND organisation_name.kind = 'official'`);
    await this.db.run(sql`
      UPDATE organisation
         SET name = ${name}, sort_name = ${sortNameOf(name)}, version = version + 1
       WHERE organisation.id = ${organisationId}`);
  }

  /** The name that was official until now is a former one. */
  async retireName(organisationId: string, name: string, until: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE organisation_name
         SET kind = 'former', to_on = ${until}
       WHERE organisation_name.organisation_id = ${organisationId}
         AND organisation_name.kind = 'official'
         AND organisation_name.name = ${name}`);
  }

  /** A name about to become official is no alias any more. */
  async dropName(organisationId: string, name: string): Promise<void> {
    await this.db.run(sql`
      DELETE FROM organisation_name
       WHERE organisation_name.organisation_id = ${organisationId} AND organisation_name.name = ${name}`);
  }

  async keepOldSlug(organisationId: string, slug: string): Promise<void> {
    await this.db.insert(OrganisationSlug, [{ id: newId(), organisationId, slug }]);
  }

  /** Frees an address that this body once had, so that it may have it again. */
  async tookBackSlug(organisationId: string, slug: string): Promise<boolean> {
    const old = await this.db.row<{ id: string }>(sql`
      SELECT organisation_slug.id
        FROM organisation_slug
       WHERE organisation_slug.slug = ${slug} AND organisation_slug.organisation_id = ${organisationId}`);
    if (old) await this.db.run(sql`DELETE FROM organisation_slug WHERE organisation_slug.id = ${old.id}`);
    return old !== null;
  }

  /** Writes what a person says of a body in place of what was there. */
  async rewrite(organisationId: string, edit: Omit<OrganisationEdit, 'aliases' | 'codes'>): Promise<void> {
    await this.db.run(sql`
      UPDATE organisation
         SET kind = ${edit.kind}, kind_text = ${edit.kindText}, sector = ${edit.sector}, region = ${edit.region},
             country = ${edit.country}, parent_id = ${edit.parentId}, opened_on = ${edit.openedOn},
             closed_on = ${edit.closedOn}, status_note = ${edit.statusNote}, website = ${edit.website},
             version = version + 1
       WHERE organisation.id = ${organisationId}`);
  }

  async dropAlias(organisationId: string, name: string): Promise<void> {
    await this.db.run(sql`
      DELETE FROM organisation_name
       WHERE organisation_name.organisation_id = ${organisationId}
         AND organisation_name.kind = 'alias'
         AND organisation_name.name = ${name}`);
  }

  async dropCode(id: string): Promise<void> {
    await this.db.run(sql`DELETE FROM organisation_code WHERE organisation_code.id = ${id}`);
  }

  async addPost(stamp: Stamp, organisationId: string, post: SavedPost): Promise<string> {
    const id = newId();
    await this.db.insert(PostHolding, [
      { id, organisationId, ...post, seenOn: null, known: knownColumns({}), kept: keptColumns(stamp) },
    ]);
    return id;
  }

  async rewritePost(id: string, post: SavedPost): Promise<void> {
    await this.db.run(sql`
      UPDATE post_holding
         SET post = ${post.post}, holder_name = ${post.holderName}, started_on = ${post.startedOn},
             ended_on = ${post.endedOn}, interim = ${post.interim}, leaving_planned = ${post.leavingPlanned},
             version = version + 1
       WHERE post_holding.id = ${id}`);
  }
}
