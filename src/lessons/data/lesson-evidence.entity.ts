import { Index } from 'typeorm';
import {
  Code,
  Id,
  type Kept,
  KeptColumns,
  type Known,
  KnownColumns,
  Prose,
  RecordTable,
  Refers,
  When,
  Whole,
  Words,
} from '../../database/columns.js';

/** What a case says for or against one of the eight lessons. */
@RecordTable()
@Index('IX_lesson_evidence_lesson', ['lesson'])
@Index('IX_lesson_evidence_organisation', ['organisationId'])
export class LessonEvidence {
  @Id()
  id: string;

  @Whole()
  lesson: number;

  @Refers('Organisation', { nullable: true })
  organisationId: string | null;

  @Refers('FailureEpisode', { nullable: true })
  episodeId: string | null;

  @Code()
  stance: string;

  @Prose()
  text: string;

  @When()
  occurredOn: string | null;

  @Words(60, { nullable: true })
  page: string | null;

  @KnownColumns()
  known: Known;

  @KeptColumns()
  kept: Kept;
}
