import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptAs, type Stamp } from '../../office/domain/kept.js';
import type { OwnScale } from '../domain/own-scale.js';
import {
  Framework,
  FrameworkArea,
  FrameworkFact,
  FrameworkScale,
  RatingGrade,
  RatingScale,
} from './framework.entity.js';
import { FrameworkClosing, FrameworkDraft, GradeMeaning } from './framework-draft.entity.js';

type NewDraft = {
  readonly key: string;
  readonly inspectorateId: string;
  readonly baseId: string | null;
  readonly content: string;
};

@Injectable()
export class FrameworkDraftsStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, { key, inspectorateId, baseId, content }: NewDraft): Promise<string> {
    const id = randomUUID();
    await this.db.insert(FrameworkDraft, [
      {
        id,
        key,
        inspectorateId,
        baseId,
        content,
        state: 'draft',
        savedBy: stamp.by,
        savedAt: stamp.at,
        decidedBy: null,
        decidedAt: null,
        frameworkId: null,
        kept: keptAs('restricted', stamp),
      },
    ]);
    return id;
  }

  async save(stamp: Stamp, id: string, { key, content }: Pick<NewDraft, 'key' | 'content'>): Promise<void> {
    await this.db.run(sql`
      UPDATE framework_draft
         SET key = ${key}, content = ${content}, saved_by = ${stamp.by}, saved_at = ${stamp.at}, version = version + 1
       WHERE framework_draft.id = ${id}`);
  }

  async decide(stamp: Stamp, id: string, state: 'agreed' | 'dropped', frameworkId: string | null): Promise<void> {
    await this.db.run(sql`
      UPDATE framework_draft
         SET state = ${state}, decided_by = ${stamp.by}, decided_at = ${stamp.at}, framework_id = ${frameworkId},
             version = version + 1
       WHERE framework_draft.id = ${id}`);
  }

  /** A scale that came with a version. It is compared with no other: nobody has said what it measures against. */
  async addScale(frameworkKey: string, { label, grades }: OwnScale): Promise<string> {
    const id = randomUUID();
    const key = `own-${frameworkKey}`.slice(0, 60);
    await this.db.insert(RatingScale, [{ id, key, label, bandBasis: key, published: null, verified: 0, note: null }]);
    await this.db.insert(
      RatingGrade,
      grades.map((grade, index) => ({
        id: randomUUID(),
        scaleId: id,
        key: grade.key,
        label: grade.label,
        ordinal: index + 1,
        band: grade.band,
        altBand: null,
        bandConfidence: null,
        isFailing: Number(grade.isFailing),
        needsImprovement: Number(grade.band === 'below'),
      })),
    );
    return id;
  }

  /** What the grades of a version mean, in place of what was said before. */
  async saveMeanings(stamp: Stamp, frameworkId: string, content: string, isNew: boolean): Promise<void> {
    if (isNew)
      return this.db.insert(GradeMeaning, [{ id: randomUUID(), frameworkId, content, kept: keptAs('public', stamp) }]);
    await this.db.run(sql`
      UPDATE grade_meaning SET content = ${content}, version = version + 1
       WHERE grade_meaning.framework_id = ${frameworkId}`);
  }

  /** The version as inspectors are offered it and everybody reads it. */
  async publish(
    framework: Framework,
    areas: readonly Omit<FrameworkArea, 'id' | 'frameworkId'>[],
    facts: readonly Omit<FrameworkFact, 'id' | 'frameworkId'>[],
  ): Promise<void> {
    const frameworkId = framework.id;
    await this.db.insert(Framework, [framework]);
    await this.db.insert(
      FrameworkArea,
      areas.map((area) => ({ ...area, id: randomUUID(), frameworkId })),
    );
    const ownScales = new Set(
      areas.flatMap(({ scaleId }) => (scaleId && scaleId !== framework.scaleId ? [scaleId] : [])),
    );
    await this.db.insert(
      FrameworkScale,
      [...ownScales].map((scaleId) => ({ id: randomUUID(), frameworkId, scaleId })),
    );
    await this.db.insert(
      FrameworkFact,
      facts.map((fact) => ({ ...fact, id: randomUUID(), frameworkId })),
    );
  }

  /** Says the last day of a version, in place of what was said before. */
  async close(stamp: Stamp, frameworkId: string, closesOn: CalendarDay, reason: string): Promise<void> {
    await this.db.run(sql`DELETE FROM framework_closing WHERE framework_closing.framework_id = ${frameworkId}`);
    await this.db.insert(FrameworkClosing, [
      { id: randomUUID(), frameworkId, closesOn, reason, kept: keptAs('restricted', stamp) },
    ]);
    await this.db.run(sql`UPDATE framework SET effective_to = ${closesOn} WHERE framework.id = ${frameworkId}`);
  }
}
