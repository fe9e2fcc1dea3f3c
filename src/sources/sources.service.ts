import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { SourceMatchingQueries } from './data/source-matching.queries.js';
import { SourcesStore } from './data/sources.store.js';
import { actOf } from './domain/keeping.js';
import type { Recorded } from './domain/new-fact.js';
import type { NewSource, NewSourceConflict, NewSourceLink } from './domain/new-source.js';
import type { RecordKind } from './domain/record-kinds.js';
import { SourceIndexService } from './source-index.service.js';

/** What facts rest on. */
@Injectable()
export class SourcesService {
  constructor(
    private readonly db: Database,
    private readonly store: SourcesStore,
    private readonly matching: SourceMatchingQueries,
    private readonly index: SourceIndexService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds sources, and gives their ids and references in the order given. */
  async addMany(actor: Actor, sources: readonly NewSource[]): Promise<Recorded[]> {
    if (sources.length === 0) return [];
    return this.db.transaction(async () => {
      const made = await this.store.add({ at: this.clock.now(), by: actor.name }, sources);
      await this.index.renew(made.map(({ id }) => id));
      await this.audit.record(actor, actOf('source.added', 'source', made, sources));
      return made;
    });
  }

  /**
   * Brings the sources of shipped reference data up to date under ids of their own: adds what is missing and rewrites
   * what is there. None is taken away: a fact of the record may rest on it.
   */
  async keepReferences(actor: Actor, sources: readonly (NewSource & { readonly id: string })[]): Promise<void> {
    await this.db.transaction(async () => {
      const there = await this.matching.existing(sources.map(({ id }) => id));
      const missing = sources.filter(({ id }) => !there.has(id));
      const stamp = { at: this.clock.now(), by: actor.name };
      await this.store.add(
        stamp,
        missing,
        missing.map(({ id }) => id),
      );
      for (const source of sources) if (there.has(source.id)) await this.store.rewrite(source.id, source);
      await this.index.renew(sources.map(({ id }) => id));
    });
  }

  /** Says which records rest on which sources. Belongs to the act that makes those records, and so to its transaction. */
  linkMany(links: readonly NewSourceLink[]): Promise<void> {
    return this.store.link(links);
  }

  /** Takes the links of these records away, for reference data that is about to be linked anew. */
  unlink(recordKind: RecordKind, recordIds: readonly string[]): Promise<void> {
    return this.store.unlink(recordKind, recordIds);
  }

  /** Records that sources disagree: every claim with its own sources. */
  async addConflicts(actor: Actor, conflicts: readonly NewSourceConflict[]): Promise<Recorded[]> {
    if (conflicts.length === 0) return [];
    return this.db.transaction(async () => {
      const made = await this.store.addConflicts({ at: this.clock.now(), by: actor.name }, conflicts);
      await this.store.link(
        conflicts.flatMap(({ claims }, index) =>
          claims.flatMap(({ sourceIds }, position) =>
            sourceIds.map((sourceId, place) => ({
              sourceId,
              recordKind: 'source_claim' as const,
              recordId: made[index]?.claimIds[position] ?? '',
              position: place,
            })),
          ),
        ),
      );
      await this.audit.record(actor, actOf('source_conflict.added', 'source_conflict', made, conflicts));
      return made.map(({ id, ref }) => ({ id, ref }));
    });
  }
}
