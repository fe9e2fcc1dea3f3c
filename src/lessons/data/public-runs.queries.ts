import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { LessonNumber } from '../../vocabulary/domain/lessons.js';
import type { StoredResult } from '../domain/stored-result.js';
import { followedFailures, openFailure } from './followed-failures.js';

/** What the trail tells of that no signal reads. Whatever is not named here may change one. */
export const readByNoSignal: readonly string[] = [
  'account',
  'audit_entry',
  'calendar_feed',
  'case_summary',
  'correction_request',
  'data_flag',
  'deadline',
  'digest',
  'framework_draft',
  'holiday',
  'lesson_assessment',
  'library_entry',
  'minutes',
  'outbox_message',
  'pack',
  'person_to_tell',
  'retention_hold',
  'programme',
  'risk',
  'session',
  'stored_file',
  'watch',
];

/** The body of what a line of the trail is about, for what a board does every day; null: not told. None of these moves. */
const bodyOfLine: Sql = sql`
                       CASE audit_entry.entity
                       WHEN 'milestone' THEN (SELECT plan.organisation_id FROM milestone
                                                JOIN plan ON plan.id = milestone.plan_id
                                               WHERE milestone.id = audit_entry.entity_id)
                       WHEN 'plan' THEN (SELECT plan.organisation_id FROM plan WHERE plan.id = audit_entry.entity_id)
                       WHEN 'evidence' THEN (SELECT evidence.organisation_id FROM evidence
                                              WHERE evidence.id = audit_entry.entity_id)
                       WHEN 'measure' THEN (SELECT measure.organisation_id FROM measure
                                             WHERE measure.id = audit_entry.entity_id)
                       WHEN 'review' THEN (SELECT board.organisation_id FROM review
                                             JOIN board ON board.id = review.board_id
                                            WHERE review.id = audit_entry.entity_id)
                       WHEN 'decision' THEN (SELECT board.organisation_id FROM decision
                                               JOIN review ON review.id = decision.review_id
                                               JOIN board ON board.id = review.board_id
                                              WHERE decision.id = audit_entry.entity_id)
                       WHEN 'challenge' THEN (SELECT board.organisation_id FROM challenge
                                                JOIN review ON review.id = challenge.review_id
                                                JOIN board ON board.id = review.board_id
                                               WHERE challenge.id = audit_entry.entity_id)
                       WHEN 'headcount' THEN (SELECT headcount.organisation_id FROM headcount
                                               WHERE headcount.id = audit_entry.entity_id)
                       WHEN 'learning_review' THEN (SELECT learning_review.organisation_id FROM learning_review
                                                     WHERE learning_review.id = audit_entry.entity_id)
                       WHEN 'learning_shared' THEN (SELECT learning_shared.organisation_id FROM learning_shared
                                                     WHERE learning_shared.id = audit_entry.entity_id)
                       END`;

/**
 * 1 where the run may be told as it was stored: it was read for this day, and no later line of the trail may touch it. A
 * line may unless it is about something of a body of which nothing is read here, or something that no signal reads.
 * Concerns are raised without a line: until their quarter is over no signal counts them.
 */
export const isFresh = (today: CalendarDay): Sql => sql`
             CASE WHEN signal_run.read_on = ${today} AND NOT EXISTS (
               SELECT 1 FROM audit_entry
                WHERE audit_entry.seq > signal_run.trail_seq AND audit_entry.entity NOT IN (${list(readByNoSignal)})
                  AND coalesce(${bodyOfLine}, 'any') IN
                      (SELECT 'any' UNION ALL
                       SELECT signal_run_body.organisation_id FROM signal_run_body
                        WHERE signal_run_body.run_id = signal_run.id))
                  THEN 1 ELSE 0 END`;

/** Of what a signal said of a failure, the last. */
export const isLast: Sql = sql`signal_result.number = (
               SELECT MAX(later.number) FROM signal_result AS later
                WHERE later.episode_id = signal_result.episode_id AND later.signal = signal_result.signal)`;

/** A failure whose public run is stored, and whether it still holds. `runId` null: nothing is stored yet. */
export type FollowedRow = {
  readonly episodeId: string;
  readonly runId: string | null;
  readonly trailSeq: number | null;
  readonly isFresh: number;
  readonly sortName: string;
  readonly triggerDay: CalendarDay | null;
};

/** What a signal says in public of a failure. */
export type PublicResult = Omit<StoredResult, 'number' | 'missing' | 'notes' | 'n' | 'uncertainty'> & {
  readonly episodeId: string;
};

type Written = Omit<StoredResult, 'missing' | 'notes'> & { readonly missingJson: string; readonly notesJson: string };

/** Reads what signals said in public: many failures in one statement. */
@Injectable()
export class PublicRunsQueries {
  constructor(private readonly db: Database) {}

  async head(): Promise<number> {
    const row = await this.db.row<{ seq: number | null }>(sql`SELECT MAX(audit_entry.seq) AS seq FROM audit_entry`);
    return row?.seq ?? 0;
  }

  /** Every failure whose public run is kept. */
  followed(today: CalendarDay): Promise<FollowedRow[]> {
    return this.db.rows<FollowedRow>(sql`
      SELECT failure_episode.id AS "episodeId", signal_run.id AS "runId", signal_run.trail_seq AS "trailSeq",
             ${isFresh(today)} AS "isFresh", organisation.sort_name AS "sortName",
             failure_episode.trigger_day AS "triggerDay"
        FROM (${followedFailures}) AS followed
        JOIN failure_episode ON failure_episode.id = followed.id
        JOIN organisation ON organisation.id = failure_episode.organisation_id
        LEFT JOIN signal_run ON signal_run.episode_id = failure_episode.id
       WHERE ${openFailure}
       ORDER BY failure_episode.id`);
  }

  /** The bodies that these are parts of: a plan of the whole is read for its part too. */
  async wholesOf(organisationIds: readonly string[]): Promise<readonly string[]> {
    if (organisationIds.length === 0) return [];
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT DISTINCT organisation.parent_id AS id FROM organisation
       WHERE organisation.id IN (${list(organisationIds)}) AND organisation.parent_id IS NOT NULL`);
    return rows.map(({ id }) => id);
  }

  async runOf(episodeId: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT signal_run.id FROM signal_run WHERE signal_run.episode_id = ${episodeId}`);
    return row?.id ?? null;
  }

  /** What each signal of a failure said last. */
  async last(episodeId: string): Promise<StoredResult[]> {
    const rows = await this.db.rows<Written>(sql`
      SELECT signal_result.signal AS key, signal_result.lesson, signal_result.number,
             signal_result.formula_version AS version, signal_result.limits_edition AS edition, signal_result.result,
             signal_result.value, signal_result.uncertainty, signal_result.n, signal_result.sentence,
             signal_result.missing_json AS "missingJson", signal_result.notes_json AS "notesJson"
        FROM signal_result
       WHERE signal_result.episode_id = ${episodeId} AND ${isLast}`);
    return rows.map(({ missingJson, notesJson, ...row }) => ({
      ...row,
      missing: JSON.parse(missingJson) as string[],
      notes: JSON.parse(notesJson) as string[],
    }));
  }

  /**
   * What is said today of these failures, in one statement; nothing of one whose record changed since it was read. For a
   * page of everybody: of failures that the public may see. `lesson`: of that one alone.
   */
  async ofFailures(
    episodeIds: readonly string[],
    today: CalendarDay,
    lesson: LessonNumber | null = null,
  ): Promise<PublicResult[]> {
    if (episodeIds.length === 0) return [];
    const which = lesson === null ? sql`` : sql` AND signal_result.lesson = ${lesson}`;
    const rows = await this.db.rows<PublicResult & { readonly isFresh: number }>(sql`
      SELECT signal_result.episode_id AS "episodeId", signal_result.signal AS key, signal_result.lesson,
             signal_result.formula_version AS version, signal_result.limits_edition AS edition, signal_result.result,
             signal_result.value, signal_result.sentence, runs."isFresh"
        FROM (SELECT signal_run.episode_id, ${isFresh(today)} AS "isFresh"
                FROM signal_run
                JOIN failure_episode ON failure_episode.id = signal_run.episode_id
               WHERE signal_run.episode_id IN (${list(episodeIds)}) AND ${openFailure}) AS runs
        JOIN signal_result ON signal_result.episode_id = runs.episode_id
       WHERE ${isLast}${which}
       ORDER BY signal_result.episode_id, signal_result.signal`);
    return rows.flatMap(({ isFresh: holds, ...row }) => (holds === 1 ? [row] : []));
  }
}
