import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { newId } from '../../database/new-id.js';
import { list, sql } from '../../database/sql.js';
import { keptColumns, type Stamp, whenText } from '../domain/keeping.js';
import type { Recorded } from '../domain/new-fact.js';
import type { NewSource, NewSourceConflict, NewSourceLink } from '../domain/new-source.js';
import type { RecordKind } from '../domain/record-kinds.js';
import { Source, SourceClaim, SourceConflict, SourceConflictSubject, SourceLink } from './source.entity.js';

@Injectable()
export class SourcesStore {
  constructor(private readonly db: Database) {}

  /** `ids` for sources that are known by one already, such as those of shipped reference data. */
  async add(stamp: Stamp, sources: readonly NewSource[], ids?: readonly string[]): Promise<Recorded[]> {
    const refs = await this.db.nextReferences('SO', sources.length);
    const rows = sources.map((source, index) => ({
      id: ids?.[index] ?? newId(),
      ref: refs[index],
      ...columnsOf(source),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(Source, rows);
    return rows.map(({ id, ref }) => ({ id, ref }));
  }

  /** As the shipped data has it, unless a person has changed or checked it since: theirs stays. */
  async rewrite(id: string, source: NewSource): Promise<void> {
    const { title, publisher, publishedOn, url, kind, tier, supports, verified } = columnsOf(source);
    await this.db.run(sql`
      UPDATE source
         SET title = ${title}, publisher = ${publisher}, published_on = ${publishedOn}, url = ${url}, kind = ${kind},
             tier = ${tier}, supports = ${supports}, verified = ${verified}, version = version + 1
       WHERE source.id = ${id} AND source.edited_by IS NULL AND source.verified_by IS NULL`);
  }

  async link(links: readonly NewSourceLink[]): Promise<void> {
    await this.db.insert(
      SourceLink,
      links.map(({ sourceId, recordKind, recordId, field, position, page, paragraph, quote }) => ({
        id: newId(),
        sourceId,
        recordKind,
        recordId,
        field: field ?? null,
        position: position ?? 0,
        page: page ?? null,
        paragraph: paragraph ?? null,
        quote: quote ?? null,
      })),
    );
  }

  async unlink(recordKind: RecordKind, recordIds: readonly string[]): Promise<void> {
    await inChunks(recordIds, async (chunk) => {
      await this.db.run(sql`
        DELETE FROM source_link
         WHERE source_link.record_kind = ${recordKind} AND source_link.record_id IN (${list(chunk)})`);
      return [];
    });
  }

  async addConflicts(
    stamp: Stamp,
    conflicts: readonly NewSourceConflict[],
  ): Promise<(Recorded & { claimIds: string[] })[]> {
    const refs = await this.db.nextReferences('SC', conflicts.length);
    const made = conflicts.map(({ claims }, index) => ({
      id: newId(),
      ref: refs[index],
      claimIds: claims.map(() => newId()),
    }));
    const each = conflicts.map((conflict, index) => ({ conflict, ...made[index] }));
    await this.db.insert(
      SourceConflict,
      each.map(({ conflict, id, ref }) => ({
        id,
        ref,
        topic: conflict.topic,
        shownFirst: conflict.shownFirst,
        why: conflict.why,
        verified: Number(conflict.verified ?? false),
        kept: keptColumns(stamp),
      })),
    );
    await this.db.insert(
      SourceClaim,
      each.flatMap(({ conflict, id, claimIds }) =>
        conflict.claims.map(({ text }, position) => ({
          id: claimIds[position],
          conflictId: id,
          position,
          text,
        })),
      ),
    );
    await this.db.insert(
      SourceConflictSubject,
      each.flatMap(({ conflict, id }) =>
        conflict.about.map(({ recordKind, recordId }) => ({ id: newId(), conflictId: id, recordKind, recordId })),
      ),
    );
    return made;
  }
}

const columnsOf = (source: NewSource) => ({
  title: source.title,
  publisher: source.publisher ?? null,
  author: source.author ?? null,
  publishedOn: whenText(source.publishedOn),
  accessedOn: source.accessedOn ?? null,
  url: source.url ?? null,
  archiveUrl: source.archiveUrl ?? null,
  licence: source.licence ?? null,
  kind: source.kind,
  tier: source.tier ?? null,
  supports: source.supports ?? null,
  verified: Number(source.verified ?? false),
  editedBy: null,
  verifiedBy: null,
  replacedById: null,
});
