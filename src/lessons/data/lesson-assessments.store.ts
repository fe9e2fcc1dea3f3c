import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { AssessmentDirection, AssessmentKind, NewAssessment } from '../domain/assessment.js';
import type { SignalReading } from '../domain/signals.js';
import { LessonAssessment, LessonAssessmentEvidence, LessonAssessmentSignal } from './lesson-assessment.entity.js';

export type Said = {
  readonly reviewId: string;
  readonly episodeId: string | null;
  readonly kind: AssessmentKind;
  readonly edition: number;
  readonly direction: AssessmentDirection;
  readonly readAsOf: CalendarDay;
  readonly signals: readonly SignalReading[];
};

/** Adds what was said of lessons. There is nothing here that changes it. */
@Injectable()
export class LessonAssessmentsStore {
  constructor(private readonly db: Database) {}

  async add(
    { at, by }: { readonly at: string; readonly by: string },
    given: NewAssessment,
    { signals, ...said }: Said,
  ): Promise<string> {
    const id = randomUUID();
    const { evidenceIds, ...words } = given;
    await this.db.insert(LessonAssessment, [{ id, ...words, ...said, recordedAt: at, recordedBy: by }]);
    await this.db.insert(
      LessonAssessmentEvidence,
      evidenceIds.map((evidenceId) => ({ id: randomUUID(), assessmentId: id, evidenceId })),
    );
    await this.db.insert(
      LessonAssessmentSignal,
      signals.map(({ key, name, version, edition, outcome }) => ({
        id: randomUUID(),
        assessmentId: id,
        signal: key,
        name,
        formulaVersion: version,
        limitsEdition: edition,
        result: outcome.result,
        value: outcome.value,
        uncertainty: outcome.uncertainty,
        n: outcome.n,
        sentence: outcome.sentence,
        missingJson: JSON.stringify(outcome.missing),
        notesJson: JSON.stringify(outcome.notes),
      })),
    );
    return id;
  }
}
