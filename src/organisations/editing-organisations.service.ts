import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import { SourcesService } from '../sources/sources.service.js';
import { EditingQueries } from './data/editing.queries.js';
import type { EditableOrganisationRow, PostRow } from './data/editing.row.js';
import { OrganisationsStore } from './data/organisations.store.js';
import {
  closedBeforeOpened,
  differences,
  type EditRefusal,
  type OrganisationEdit,
} from './domain/organisation-edit.js';
import { OrganisationIndexService } from './organisation-index.service.js';
import { OrganisationNews } from './organisation-news.js';

export type PostEdit = Omit<PostRow, 'id' | 'organisationId' | 'version'>;
export type PostRefusal = 'not-found' | 'stale' | 'ended-before-started';

/** Changes what is saved of a body, never over words that somebody has not read. */
@Injectable()
export class EditingOrganisationsService {
  constructor(
    private readonly db: Database,
    private readonly store: OrganisationsStore,
    private readonly queries: EditingQueries,
    private readonly sources: SourcesService,
    private readonly index: OrganisationIndexService,
    private readonly news: OrganisationNews,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** What is saved now, in the shape of an edit. */
  async held(row: EditableOrganisationRow): Promise<OrganisationEdit> {
    const [aliases, codes] = [await this.queries.aliases(row.id), await this.queries.codes(row.id)];
    const { kind, kindText, sector, region, country, parentId, openedOn, closedOn, statusNote, website } = row;
    return {
      kind: kind as OrganisationEdit['kind'],
      kindText,
      sector: sector as OrganisationEdit['sector'],
      region: region as OrganisationEdit['region'],
      country,
      parentId,
      openedOn,
      closedOn,
      statusNote,
      website,
      aliases,
      codes: codes.map(({ scheme, value }) => `${scheme} ${value}`),
    };
  }

  async edit(
    actor: Actor,
    id: string,
    given: OrganisationEdit,
    version: number,
  ): Promise<Result<{ readonly slug: string }, EditRefusal>> {
    return this.db.transaction(async () => {
      const row = await this.queries.byId(id);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      const edit = { ...given, aliases: given.aliases.toSorted(), codes: given.codes.toSorted() };
      const refusal = await this.refusalOf(id, edit);
      if (refusal) return refused(refusal);
      const held = await this.held(row);
      const changed = differences(held, edit);
      if (!changed) return ok({ slug: row.slug });
      await this.store.rewrite(id, edit);
      await this.#aliases(id, held.aliases, edit.aliases);
      await this.#codes(id, edit.codes);
      await this.index.renew([id]);
      await this.audit.record(actor, {
        action: 'organisation.edited',
        entity: 'organisation',
        entityId: id,
        ...changed,
      });
      await this.news.announce('organisation.described', { organisationIds: [id] });
      const parents = [held.parentId, edit.parentId].filter((one) => one !== null);
      if (held.parentId !== edit.parentId)
        await this.news.announce('organisation.linked', { organisationIds: [id, ...parents] });
      return ok({ slug: row.slug });
    });
  }

  /** Adds who holds a post, or changes what is said of it; `postId` null for one that is new. */
  async savePost(
    actor: Actor,
    at: { readonly organisationId: string; readonly postId: string | null; readonly version: number },
    edit: PostEdit,
  ): Promise<Result<{ readonly id: string }, PostRefusal>> {
    return this.db.transaction(async () => {
      if (closedBeforeOpened(edit.startedOn, edit.endedOn)) return refused('ended-before-started');
      const held = at.postId === null ? null : await this.queries.post(at.postId);
      if (at.postId !== null && held?.organisationId !== at.organisationId) return refused('not-found');
      if (held && held.version !== at.version) return refused('stale');
      const id =
        held?.id ?? (await this.store.addPost({ at: this.clock.now(), by: actor.name }, at.organisationId, edit));
      if (held) await this.store.rewritePost(id, edit);
      const { id: _, organisationId: __, version: ___, ...before } = held ?? { id, organisationId: '', version: 0 };
      await this.audit.record(actor, {
        action: held ? 'post.edited' : 'post.recorded',
        entity: 'post_holding',
        entityId: id,
        ...(held ? { before } : {}),
        after: edit,
        subjects: [{ entity: 'organisation', entityId: at.organisationId }],
      });
      await this.news.announce('organisation.described', { organisationIds: [at.organisationId] });
      return ok({ id });
    });
  }

  /** Why this cannot be said of a body; `id` empty for one that is not on the record yet. */
  async refusalOf(
    id: string,
    { openedOn, closedOn, parentId, codes }: OrganisationEdit,
  ): Promise<Exclude<EditRefusal, 'not-found' | 'stale'> | null> {
    if (closedBeforeOpened(openedOn, closedOn)) return 'closed-before-opened';
    if (parentId === id || (parentId !== null && (await this.queries.above(parentId)).includes(id)))
      return 'part-of-itself';
    return (await this.queries.takenCodes(id, codes.map(codeOf))).length > 0 ? 'code-taken' : null;
  }

  async #aliases(organisationId: string, held: readonly string[], wanted: readonly string[]): Promise<void> {
    for (const name of held) if (!wanted.includes(name)) await this.store.dropAlias(organisationId, name);
    await this.store.addNames(
      wanted.filter((name) => !held.includes(name)).map((name) => ({ organisationId, name, kind: 'alias' as const })),
    );
  }

  async #codes(organisationId: string, wanted: readonly string[]): Promise<void> {
    const held = await this.queries.codes(organisationId);
    const gone = held.filter(({ scheme, value }) => !wanted.includes(`${scheme} ${value}`));
    const there = new Set(held.map(({ scheme, value }) => `${scheme} ${value}`));
    if (gone.length > 0)
      await this.sources.unlink(
        'organisation_code',
        gone.map(({ id }) => id),
      );
    for (const { id } of gone) await this.store.dropCode(id);
    await this.store.addCodes(
      wanted.filter((code) => !there.has(code)).map((code) => ({ ...codeOf(code), organisationId })),
    );
  }
}

const codeOf = (code: string): { scheme: string; value: string } => {
  const [scheme = '', value = ''] = code.split(' ');
  return { scheme, value };
};
