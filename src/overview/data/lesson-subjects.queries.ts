import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { open } from './record-rows.js';

/** A body with one of its failures, or without any. */
export type LessonSubjectRow = {
  readonly id: string;
  readonly ref: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly kindText: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly episodeId: string | null;
  readonly episodeRef: string | null;
  readonly episodeTitle: string | null;
  readonly triggerDay: CalendarDay | null;
};

/** Whose lessons are read: a body with its failures, those of its own services among them. */
@Injectable()
export class LessonSubjectsQueries {
  constructor(private readonly db: Database) {}

  /** For remembering what was read only as long as nothing is committed. */
  dataVersion(): Promise<string> {
    return this.db.version();
  }

  /** By its address, or one that it once had: a row for each failure, the newest first. None: there is no such body. */
  bySlug(slug: string): Promise<LessonSubjectRow[]> {
    return this.#rows(
      sql`SELECT organisation.id FROM organisation WHERE organisation.slug = ${slug}
           UNION
          SELECT organisation_slug.organisation_id FROM organisation_slug WHERE organisation_slug.slug = ${slug}`,
      sql`failure_episode.id IS NOT NULL`,
    );
  }

  /** The body of a failure, with that failure alone; none where everybody may not see it. */
  async byEpisode(ref: string): Promise<LessonSubjectRow | null> {
    const rows = await this.#rows(
      sql`SELECT failure_episode.organisation_id FROM failure_episode WHERE failure_episode.ref = ${ref}`,
      sql`failure_episode.ref = ${ref}`,
    );
    return rows.find(({ episodeRef }) => episodeRef === ref) ?? null;
  }

  /** CROSS JOIN keeps SQLite to the order written: the body first, then what is its own. */
  #rows(asked: Sql, which: Sql): Promise<LessonSubjectRow[]> {
    return this.db.rows<LessonSubjectRow>(sql`
      WITH asked (id) AS (${asked}),
      bodies (id, "ownerId") AS (
        SELECT asked.id, asked.id FROM asked
         UNION
        SELECT organisation.id, asked.id FROM asked CROSS JOIN organisation
         WHERE organisation.parent_id = asked.id AND ${open('organisation')}
      ),
      told ("ownerId", id, ref, title, "triggerDay") AS (
        SELECT bodies."ownerId", failure_episode.id, failure_episode.ref, failure_episode.title, failure_episode.trigger_day
          FROM bodies CROSS JOIN failure_episode
         WHERE failure_episode.organisation_id = bodies.id AND ${which} AND ${open('failure_episode')}
      )
      SELECT organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
             organisation.kind_text AS "kindText", organisation.region, organisation.country,
             told.id AS "episodeId", told.ref AS "episodeRef", told.title AS "episodeTitle", told."triggerDay"
        FROM asked CROSS JOIN organisation
        LEFT JOIN told ON told."ownerId" = organisation.id
       WHERE organisation.id = asked.id AND ${open('organisation')}
       ORDER BY told."triggerDay" DESC, told.ref DESC`);
  }
}
