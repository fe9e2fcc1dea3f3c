import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { BandRow, SizeRow } from '../domain/matching.js';

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

/** What cases are matched on beside what every case has. Only what everybody may see. */
@Injectable()
export class MatchFactsQueries {
  constructor(private readonly db: Database) {}

  /**
   * The band of the judgement that opened each episode: of its headline, or of its worst area where the framework has
   * no headline.
   */
  bands(): Promise<readonly BandRow[]> {
    return this.db.rows<BandRow>(sql`
      SELECT failure_episode.id AS "episodeId",
             (SELECT rating_grade.band
                FROM judgement
                JOIN rating_grade ON rating_grade.id = judgement.grade_id
               WHERE judgement.inspection_id = inspection.id AND rating_grade.band <> 'none'
               ORDER BY judgement.is_overall DESC,
                        CASE rating_grade.band WHEN 'failing' THEN 0 WHEN 'below' THEN 1 WHEN 'meeting' THEN 2 ELSE 3 END,
                        judgement.position
               LIMIT 1) AS band
        FROM failure_episode
       CROSS JOIN inspection
       WHERE failure_episode.trigger_day >= '0001-01-01' AND ${open('failure_episode')}
         AND inspection.id = COALESCE(failure_episode.derived_trigger_inspection_id, failure_episode.trigger_inspection_id)
         AND ${open('inspection')}`);
  }

  /** Counts of staff, the oldest first. */
  sizes(): Promise<readonly SizeRow[]> {
    return this.db.rows<SizeRow>(sql`
      SELECT headcount.organisation_id AS "organisationId", headcount.value, headcount.counted_on AS "countedOn"
        FROM headcount
       CROSS JOIN organisation
       WHERE headcount.organisation_id > '' AND organisation.id = headcount.organisation_id
         AND ${open('headcount')} AND ${open('organisation')}
       ORDER BY headcount.organisation_id, headcount.counted_on, headcount.id`);
  }
}
