import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { keptColumns, knownColumns, type Stamp, whenText } from '../../sources/domain/keeping.js';
import type { NewLessonEvidence } from '../domain/new-lesson-evidence.js';
import { LessonEvidence } from './lesson-evidence.entity.js';

@Injectable()
export class LessonEvidenceStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, given: readonly NewLessonEvidence[]): Promise<string[]> {
    const rows = given.map((evidence) => ({
      id: randomUUID(),
      lesson: evidence.lesson,
      organisationId: evidence.organisationId ?? null,
      episodeId: evidence.episodeId ?? null,
      stance: evidence.stance,
      text: evidence.text,
      occurredOn: whenText(evidence.occurredOn),
      page: evidence.page ?? null,
      known: knownColumns(evidence),
      kept: keptColumns(stamp),
    }));
    await this.db.insert(LessonEvidence, rows);
    return rows.map(({ id }) => id);
  }
}
