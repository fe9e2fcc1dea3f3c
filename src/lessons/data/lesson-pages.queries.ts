import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import { openFailure } from './followed-failures.js';
import type { EvidenceRow, LessonCountRow, ReadCaseRow } from './lesson-pages.row.js';

/** More than a person reads. */
const evidenceCountedTo = 1_000;

/** What a hidden body taught is hidden with it. */
const open = sql`lesson_evidence.visibility = 'public' AND lesson_evidence.withdrawn_at IS NULL
                   AND (lesson_evidence.organisation_id IS NULL OR ${ofOpenBody('lesson_evidence.organisation_id')})`;

@Injectable()
export class LessonPagesQueries {
  constructor(private readonly db: Database) {}

  /** One row for each of these lessons and stances, also where there is none. Counting stops at `evidenceCountedTo`. */
  counts(lessons: readonly number[], stances: readonly string[]): Promise<LessonCountRow[]> {
    const pieces = lessons.flatMap((lesson) =>
      stances.map(
        (stance) => sql`
        SELECT CAST(${lesson} AS integer) AS "lesson", CAST(${stance} AS varchar(60)) AS "stance",
               CAST(count(*) AS integer) AS "count"
          FROM (SELECT 1 AS one FROM lesson_evidence
                 WHERE lesson_evidence.lesson = ${lesson} AND lesson_evidence.stance = ${stance} AND ${open}
                 LIMIT ${evidenceCountedTo}) AS counted`,
      ),
    );
    return this.db.rows<LessonCountRow>(pieces.reduce((written, piece) => sql`${written} UNION ALL ${piece}`));
  }

  /**
   * The failures whose public run is kept: by the name of the body and then by date, since any other order would be a
   * ranking. `limit` of them, along the index in that order.
   */
  cases(limit: number): Promise<ReadCaseRow[]> {
    return this.db.rows<ReadCaseRow>(sql`
      SELECT failure_episode.id AS "episodeId", failure_episode.ref, failure_episode.title,
             organisation.name AS organisation, organisation.slug
        FROM signal_run CROSS JOIN failure_episode CROSS JOIN organisation
       WHERE failure_episode.id = signal_run.episode_id AND organisation.id = failure_episode.organisation_id
         AND ${openFailure}
       ORDER BY signal_run.sort_name, signal_run.trigger_day, signal_run.episode_id
       LIMIT ${limit}`);
  }

  /** In the order of names and dates: nothing else is meant by it. */
  evidence(lesson: number): Promise<EvidenceRow[]> {
    return this.db.rows<EvidenceRow>(sql`
      SELECT lesson_evidence.id, lesson_evidence.lesson, lesson_evidence.stance, lesson_evidence.text,
             lesson_evidence.occurred_on AS "occurredOn", lesson_evidence.page, organisation.name AS "organisation",
             organisation.slug, failure_episode.ref AS "episodeRef", failure_episode.title AS "episodeTitle",
             lesson_evidence.known_on AS "knownOn", lesson_evidence.verified, lesson_evidence.inferred,
             lesson_evidence.note, lesson_evidence.recorded_at AS "recordedAt"
        FROM lesson_evidence
        LEFT JOIN organisation ON organisation.id = lesson_evidence.organisation_id
        LEFT JOIN failure_episode ON failure_episode.id = lesson_evidence.episode_id
         AND failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
         AND ${ofOpenBody('failure_episode.organisation_id')}
       WHERE lesson_evidence.lesson = ${lesson} AND ${open}
       ORDER BY coalesce(organisation.sort_name, ''), coalesce(lesson_evidence.occurred_on, '9999'), lesson_evidence.id`);
  }
}
