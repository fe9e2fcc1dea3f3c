import type { Period } from '../../kernel/period.js';
import type { NewFact } from '../../sources/domain/new-fact.js';
import type { EvidenceStance } from '../../vocabulary/domain/evidence-stances.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';

/** What a case says for or against one of the eight lessons. */
export type NewLessonEvidence = NewFact & {
  readonly lesson: LessonNumber;
  readonly organisationId?: string | null;
  readonly episodeId?: string | null;
  readonly stance: EvidenceStance;
  readonly text: string;
  readonly occurredOn?: Period | null;
  readonly page?: string | null;
};
