import { Injectable } from '@nestjs/common';
import { AuditService, type PersonActing } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import type { CalendarDay } from '../kernel/calendar-day.js';
import { Clock } from '../kernel/clock.js';
import { ok, refused, type Result } from '../kernel/result.js';
import type { Recorded } from '../sources/domain/new-fact.js';
import type { LearningRow } from './data/learning.row.js';
import { LearningSharedQueries } from './data/learning-shared.queries.js';
import { LearningStore } from './data/learning.store.js';
import { type LearningStep, moveLearning, type SharedWords, type SharingRefusal } from './domain/learning.js';
import { mayWriteFor } from './learning-reviews.service.js';

type Versioned = { readonly ref: string; readonly version: number };
type Move = {
  readonly to: LearningStep;
  readonly reviewBy: CalendarDay | null;
  readonly reason: string | null;
  /** What stands from now on, where it is corrected. */
  readonly words: Pick<SharedWords, 'title' | 'body'> | null;
};

const moveActions = {
  shared: 'learning.shared',
  reviewed: 'learning.confirmed',
  corrected: 'learning.corrected',
  withdrawn: 'learning.withdrawn',
} as const;

/** What a body writes for others to use: a draft, then shared, looked at again, corrected in the open or withdrawn. */
@Injectable()
export class SharingLearningService {
  constructor(
    private readonly db: Database,
    private readonly queries: LearningSharedQueries,
    private readonly store: LearningStore,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async draft(actor: PersonActing, organisationId: string, words: SharedWords): Promise<Result<Recorded, 'not-found'>> {
    return this.db.transaction(async () => {
      if (!mayWriteFor(actor).includes(organisationId)) return refused('not-found');
      const made = await this.store.addShared({ at: this.clock.now(), by: actor.name }, organisationId, words);
      await this.audit.record(actor, {
        action: 'learning.drafted',
        entity: 'learning_shared',
        entityId: made.id,
        after: { ...words, ref: made.ref },
        subjects: [{ entity: 'organisation', entityId: organisationId }],
      });
      return ok(made);
    });
  }

  /** Changes a draft. What is shared is corrected instead, so that its readers see what changed and why. */
  async edit(
    actor: PersonActing,
    { ref, version }: Versioned,
    words: SharedWords,
  ): Promise<Result<Recorded, 'not-found' | 'stale' | 'shared-already'>> {
    return this.db.transaction(async () => {
      const row = await this.#own(actor, ref);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      if (row.state !== 'draft') return refused('shared-already');
      await this.store.editShared(row, words);
      await this.audit.record(actor, {
        action: 'learning.edited',
        entity: 'learning_shared',
        entityId: row.id,
        before: { title: row.title, body: row.body, didNotWork: row.didNotWork === 1 },
        after: words,
        subjects: [{ entity: 'organisation', entityId: row.organisationId }],
      });
      return ok(row);
    });
  }

  async move(
    actor: PersonActing,
    { ref, version }: Versioned,
    { words, ...move }: Move,
  ): Promise<Result<Recorded, SharingRefusal | 'not-found' | 'stale'>> {
    return this.db.transaction(async () => {
      const row = await this.#own(actor, ref);
      if (!row) return refused('not-found');
      if (row.version !== version) return refused('stale');
      const today = this.clock.today();
      const audience = await this.queries.audiences([row.id]);
      const moved = moveLearning(row, { ...move, audience: audience.length, today });
      if (!moved.ok) return moved;
      const corrected = move.to === 'corrected' ? words : null;
      const standing = corrected ?? { title: row.title, body: row.body };
      if (corrected) await this.#rewrite(row, corrected, audience);
      await this.store.moveShared(row, this.clock.now(), moved.value);
      const changes = await this.queries.changes(row.id);
      await this.store.addChange({
        learningId: row.id,
        number: changes.length + 1,
        change: move.to,
        changedOn: today,
        reviewBy: move.to === 'withdrawn' ? null : moved.value.reviewBy,
        changedBy: actor.name,
        ...standing,
        reason: move.reason,
      });
      await this.audit.record(actor, {
        action: moveActions[move.to],
        entity: 'learning_shared',
        entityId: row.id,
        before: { state: row.state, title: row.title, body: row.body },
        after: { ...moved.value, ...standing },
        reason: move.reason ?? undefined,
        subjects: [{ entity: 'organisation', entityId: row.organisationId }],
      });
      return ok(row);
    });
  }

  #rewrite(row: LearningRow, standing: Pick<SharedWords, 'title' | 'body'>, audience: readonly { name: string }[]) {
    return this.store.editShared(row, {
      ...standing,
      didNotWork: row.didNotWork === 1,
      audience: audience.map(({ name }) => name),
      url: row.url,
      reviewId: row.reviewId,
      episodeId: row.episodeId,
    });
  }

  async #own(actor: PersonActing, ref: string): Promise<LearningRow | null> {
    const own = mayWriteFor(actor);
    const row = await this.queries.byRef(ref, own);
    return row && own.includes(row.organisationId) ? row : null;
  }
}
