import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { parsePeriod } from '../../kernel/period.js';
import type { InspectorFact } from '../domain/assurance-triangle.js';

type Written = Omit<InspectorFact, 'judgedOn' | 'knownOn'> & {
  readonly judgedOn: string;
  readonly knownOn: string | null;
};

/** What inspectors judged of the areas of a body and published, with the scale of each grade. */
@Injectable()
export class TriangleQueries {
  constructor(private readonly db: Database) {}

  async inspectors(organisationId: string): Promise<readonly InspectorFact[]> {
    const rows = await this.db.rows<Written>(sql`
      SELECT inspection.ref, framework.key AS "frameworkKey", judgement.area_key AS "areaKey",
             inspection.judged_on AS "judgedOn",
             coalesce(inspection.known_on, inspection.published_on) AS "knownOn", coalesce(judgement.label, rating_grade.label) AS label,
             rating_grade.scale_id AS "scaleId", rating_grade.ordinal
        FROM inspection
        JOIN framework ON framework.id = inspection.framework_id
        JOIN judgement ON judgement.inspection_id = inspection.id
        JOIN rating_grade ON rating_grade.id = judgement.grade_id
       WHERE inspection.organisation_id = ${organisationId} AND inspection.judged_on IS NOT NULL
         AND judgement.area_key IS NOT NULL AND judgement.unit IS NULL
         AND inspection.visibility = 'public' AND inspection.withdrawn_at IS NULL
       ORDER BY inspection.judged_on, inspection.ref, judgement.position`);
    return rows.flatMap(({ judgedOn, knownOn, ...row }) => {
      const on = parsePeriod(judgedOn);
      return on ? [{ ...row, judgedOn: on, knownOn: knownOn === null ? null : parsePeriod(knownOn) }] : [];
    });
  }
}
