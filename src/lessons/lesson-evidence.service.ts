import { Injectable } from '@nestjs/common';
import { type Actor, AuditService } from '../access/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { actOf, linksOf } from '../sources/domain/keeping.js';
import { SourcesService } from '../sources/sources.service.js';
import { LessonEvidenceStore } from './data/lesson-evidence.store.js';
import type { NewLessonEvidence } from './domain/new-lesson-evidence.js';

/** What cases say for or against the eight lessons. */
@Injectable()
export class LessonEvidenceService {
  constructor(
    private readonly db: Database,
    private readonly store: LessonEvidenceStore,
    private readonly sources: SourcesService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Adds evidence; ids in the order given. */
  async addMany(actor: Actor, given: readonly NewLessonEvidence[]): Promise<string[]> {
    if (given.length === 0) return [];
    return this.db.transaction(async () => {
      const ids = await this.store.add({ at: this.clock.now(), by: actor.name }, given);
      await this.sources.linkMany(linksOf('lesson_evidence', given, ids));
      await this.audit.record(
        actor,
        actOf(
          'lesson_evidence.added',
          'lesson_evidence',
          ids.map((id) => ({ id })),
          given,
        ),
      );
      return ids;
    });
  }
}
