import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';
import type {
  Assessment,
  AssessmentRow,
  KeptEvidence,
  KeptSignal,
  PublishedAssessment,
  SaidAssessment,
} from './lesson-assessment.row.js';

/** The last edition of what was said of a lesson at a meeting. */
const isLast = sql`NOT EXISTS (
    SELECT 1 FROM lesson_assessment AS later
     WHERE later.review_id = lesson_assessment.review_id AND later.kind = lesson_assessment.kind
       AND later.lesson = lesson_assessment.lesson AND later.edition > lesson_assessment.edition)`;

const byBoard = sql`lesson_assessment.kind = 'board' AND review.withdrawn_at IS NULL AND ${isLast}`;

/** That everybody may read it by a day: in published minutes, and of no item that was kept confidential. */
const isOpen = (today: CalendarDay): Sql =>
  sql`board.visibility = 'public' AND minutes.state = 'published' AND minutes.public_on <= ${today}
         AND NOT EXISTS (SELECT 1 FROM agenda_item
                          WHERE agenda_item.review_id = review.id AND agenda_item.source_kind = 'lessons'
                            AND agenda_item.confidential = 1 AND agenda_item.withdrawn_at IS NULL)`;

const published = (episodeIds: readonly string[], today: CalendarDay): Sql =>
  sql`lesson_assessment.episode_id IN (${list(episodeIds)}) AND ${byBoard} AND ${isOpen(today)}`;

/** Where what was said stands: the meeting with its board, and the minutes that tell of it. */
const itsMeeting = sql`
        JOIN review ON review.id = lesson_assessment.review_id
        JOIN board ON board.id = review.board_id
        LEFT JOIN minutes ON minutes.review_id = review.id AND minutes.withdrawn_at IS NULL`;

/** Of these, what was said last of each lesson of each failure: years of meetings are not read for it. */
const lastOfEach = (which: Sql): Sql => sql`lesson_assessment.id IN (
    SELECT ranked.id
      FROM (SELECT lesson_assessment.id,
                   ROW_NUMBER() OVER (PARTITION BY lesson_assessment.episode_id, lesson_assessment.lesson
                                      ORDER BY review.held_on DESC, lesson_assessment.edition DESC,
                                               lesson_assessment.id) AS place
              FROM lesson_assessment ${itsMeeting}
             WHERE ${which}) AS ranked
     WHERE ranked.place = 1)`;

/** How many pieces of evidence it rests on, and how many of them were taken back. */
const evidenceCounted = sql`,
             (SELECT CAST(COUNT(*) AS integer) FROM lesson_assessment_evidence
               WHERE lesson_assessment_evidence.assessment_id = lesson_assessment.id) AS pieces,
             (SELECT CAST(COUNT(*) AS integer) FROM lesson_assessment_evidence
                JOIN evidence ON evidence.id = lesson_assessment_evidence.evidence_id
               WHERE lesson_assessment_evidence.assessment_id = lesson_assessment.id
                 AND evidence.withdrawn_at IS NOT NULL) AS withdrawn`;

const ofLesson = ({ episodeId, lesson }: AssessmentRow): string => `${episodeId} ${lesson}`;

/** What boards said of the lessons, with the record as it stood beside it. Who may read it is the asker's to keep. */
@Injectable()
export class LessonAssessmentsQueries {
  constructor(private readonly db: Database) {}

  /** The last edition of every lesson at a meeting, of the board and of the organisation, in the order of the lessons. */
  ofReview(reviewId: string): Promise<Assessment[]> {
    return this.#whole(sql`lesson_assessment.review_id = ${reviewId} AND ${isLast}`);
  }

  /**
   * One lesson at a meeting: what was said there, by the board and by the organisation, and what the board last said
   * before it.
   */
  async ofLesson(
    { id, boardId, heldOn }: { readonly id: string; readonly boardId: string; readonly heldOn: CalendarDay },
    lesson: LessonNumber,
  ): Promise<{ readonly here: readonly Assessment[]; readonly before: Assessment | null }> {
    const all = await this.#whole(sql`lesson_assessment.lesson = ${lesson} AND ${isLast} AND (
      review.id = ${id} OR (review.board_id = ${boardId} AND review.held_on < ${heldOn}
                            AND lesson_assessment.kind = 'board' AND review.withdrawn_at IS NULL))`);
    return {
      here: all.filter(({ reviewId }) => reviewId === id),
      before: all.find(({ reviewId }) => reviewId !== id) ?? null,
    };
  }

  /** Everything that was said of one lesson at a meeting, the newest edition first. */
  editionsOf(reviewId: string, lesson: LessonNumber): Promise<AssessmentRow[]> {
    return this.#rows(sql`lesson_assessment.review_id = ${reviewId} AND lesson_assessment.lesson = ${lesson}`);
  }

  /** On which day a board last assessed each lesson, at meetings before a day. */
  lastDaysOf(
    boardId: string,
    before: CalendarDay,
  ): Promise<{ readonly lesson: LessonNumber; readonly heldOn: CalendarDay }[]> {
    return this.db.rows(sql`
      SELECT lesson_assessment.lesson, max(review.held_on) AS "heldOn"
        FROM lesson_assessment
        JOIN review ON review.id = lesson_assessment.review_id
       WHERE review.board_id = ${boardId} AND review.held_on < ${before} AND review.withdrawn_at IS NULL
         AND lesson_assessment.kind = 'board'
       GROUP BY lesson_assessment.lesson`);
  }

  /** What a board last said of each lesson at meetings before a day. */
  async lastOfBoard(boardId: string, before: CalendarDay): Promise<Assessment[]> {
    return newestOfEach(
      await this.#whole(sql`review.board_id = ${boardId} AND review.held_on < ${before} AND ${byBoard}`),
      ({ lesson }) => String(lesson),
    );
  }

  /**
   * What boards last said of each lesson of these episodes in minutes that everybody may read on that day. What a board
   * said of the lessons in private is not among it.
   */
  async publishedOf(episodeIds: readonly string[], today: CalendarDay): Promise<Assessment[]> {
    if (episodeIds.length === 0) return [];
    return newestOfEach(await this.#whole(published(episodeIds, today)), ofLesson);
  }

  /** The same with its evidence counted alone, in one statement. */
  async publishedLevels(episodeIds: readonly string[], today: CalendarDay): Promise<PublishedAssessment[]> {
    if (episodeIds.length === 0) return [];
    return this.#rows<PublishedAssessment>(lastOfEach(published(episodeIds, today)), evidenceCounted);
  }

  /**
   * What boards last said of each lesson of a failure by a day, for those who read the papers of a body: what its own
   * boards said, whether minutes tell of it yet or not, and what others published.
   */
  async levelsForBoard(episodeId: string, organisationId: string, today: CalendarDay): Promise<SaidAssessment[]> {
    const rows = await this.#rows<PublishedAssessment & { readonly isPublic: number }>(
      lastOfEach(sql`lesson_assessment.episode_id = ${episodeId} AND ${byBoard}
          AND ((board.organisation_id = ${organisationId} AND review.held_on <= ${today}) OR (${isOpen(today)}))`),
      sql`${evidenceCounted}, CASE WHEN ${isOpen(today)} THEN 1 ELSE 0 END AS "isPublic"`,
    );
    return rows.map((row) => ({ ...row, isPublic: row.isPublic === 1 }));
  }

  /** What boards said of each lesson of an episode at every meeting, the newest first: for those who may read them all. */
  ofEpisode(episodeId: string): Promise<AssessmentRow[]> {
    return this.#rows(sql`lesson_assessment.episode_id = ${episodeId} AND ${byBoard}`);
  }

  /**
   * The episode that a board of a body is about on a day: the one that a plan of the body names, otherwise the last
   * that opened by then. Null: none is on the record.
   */
  episodeFor(
    organisationId: string,
    on: CalendarDay,
  ): Promise<{ readonly id: string; readonly ref: string; readonly title: string } | null> {
    return this.db.row(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE (organisation.id = ${organisationId} OR organisation.parent_id = ${organisationId})
         AND failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
         AND failure_episode.trigger_day <= ${on}
       ORDER BY CASE WHEN EXISTS (SELECT 1 FROM plan
                                   WHERE plan.organisation_id = ${organisationId}
                                     AND plan.episode_id = failure_episode.id AND plan.withdrawn_at IS NULL)
                     THEN 0 ELSE 1 END,
                failure_episode.trigger_day DESC, failure_episode.ref DESC
       LIMIT 1`);
  }

  async #whole(which: Sql): Promise<Assessment[]> {
    const rows = await this.#rows(which);
    const ids = rows.map(({ id }) => id);
    const signals = await this.#signalsOf(ids);
    const evidence = await this.#evidenceOf(ids);
    return rows.map((row) => ({
      ...row,
      signals: signals.filter(({ assessmentId }) => assessmentId === row.id),
      evidence: evidence.filter(({ assessmentId }) => assessmentId === row.id),
    }));
  }

  #rows<Row extends AssessmentRow = AssessmentRow>(which: Sql, more: Sql = sql``): Promise<Row[]> {
    return this.db.rows<Row>(sql`
      SELECT lesson_assessment.id, lesson_assessment.review_id AS "reviewId", review.ref AS "reviewRef",
             review.held_on AS "heldOn", board.ref AS "boardRef", board.name AS "boardName",
             lesson_assessment.episode_id AS "episodeId", lesson_assessment.lesson, lesson_assessment.kind,
             lesson_assessment.edition, lesson_assessment.level, lesson_assessment.strength, lesson_assessment.reason,
             lesson_assessment.what_would_change AS "whatWouldChange", lesson_assessment.direction,
             lesson_assessment.why_different AS "whyDifferent", lesson_assessment.dissent,
             lesson_assessment.dissent_member_id AS "dissentMemberId", board_member.display_name AS "dissentName",
             board_member.role_title AS "dissentRole", lesson_assessment.read_as_of AS "readAsOf",
             CASE WHEN minutes.state = 'published' AND board.visibility = 'public'
                  THEN minutes.public_on END AS "publicOn",
             lesson_assessment.recorded_at AS "recordedAt", lesson_assessment.recorded_by AS "recordedBy"${more}
        FROM lesson_assessment ${itsMeeting}
        LEFT JOIN board_member ON board_member.id = lesson_assessment.dissent_member_id
       WHERE ${which}
       ORDER BY review.held_on DESC, lesson_assessment.lesson, lesson_assessment.kind,
                lesson_assessment.edition DESC`);
  }

  async #signalsOf(ids: readonly string[]): Promise<KeptSignal[]> {
    const rows = await inChunks(ids, (chunk) =>
      this.db.rows<
        Omit<KeptSignal, 'missing' | 'notes'> & { readonly missingJson: string; readonly notesJson: string }
      >(
        sql`
        SELECT lesson_assessment_signal.assessment_id AS "assessmentId", lesson_assessment_signal.signal AS "key",
               lesson_assessment_signal.name, lesson_assessment_signal.formula_version AS "formulaVersion",
               lesson_assessment_signal.limits_edition AS "limitsEdition", lesson_assessment_signal.result,
               lesson_assessment_signal.value, lesson_assessment_signal.uncertainty, lesson_assessment_signal.n,
               lesson_assessment_signal.sentence, lesson_assessment_signal.missing_json AS "missingJson",
               lesson_assessment_signal.notes_json AS "notesJson"
          FROM lesson_assessment_signal
         WHERE lesson_assessment_signal.assessment_id IN (${list(chunk)})
         ORDER BY lesson_assessment_signal.signal`,
      ),
    );
    return rows.map(({ missingJson, notesJson, ...row }) => ({
      ...row,
      missing: JSON.parse(missingJson) as string[],
      notes: JSON.parse(notesJson) as string[],
    }));
  }

  #evidenceOf(ids: readonly string[]): Promise<KeptEvidence[]> {
    return inChunks(ids, (chunk) =>
      this.db.rows<KeptEvidence>(sql`
        SELECT lesson_assessment_evidence.assessment_id AS "assessmentId", evidence.id, evidence.ref, evidence.title,
               evidence.level, evidence.independence, evidence.on_day AS "onDay",
               evidence.withdrawn_at AS "withdrawnAt", evidence.withdrawn_reason AS "withdrawnReason"
          FROM lesson_assessment_evidence
          JOIN evidence ON evidence.id = lesson_assessment_evidence.evidence_id
         WHERE lesson_assessment_evidence.assessment_id IN (${list(chunk)})
         ORDER BY evidence.on_day, evidence.ref`),
    );
  }
}

/** Of rows that stand newest first, the first of each kind. */
function newestOfEach<Row extends AssessmentRow>(rows: readonly Row[], keyOf: (row: AssessmentRow) => string): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = keyOf(row);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
