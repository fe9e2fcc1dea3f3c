import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type {
  FrameworkAreaRow,
  FrameworkFactRow,
  FrameworkGradeRow,
  FrameworkListRow,
  FrameworkRow,
} from './framework-pages.row.js';

export const inspectionsCountedTo = 1_000;

const listColumns = fixed(`framework.key, framework.title, inspectorate.key AS "inspectorateKey",
       inspectorate.name AS "inspectorate", framework.unit, framework.kind, framework.status, framework.sectors,
       framework.countries, framework.effective_from AS "effectiveFrom", framework.effective_to AS "effectiveTo",
       framework.dates_verified AS "datesVerified", framework.overall_kind AS "overallKind",
       framework.overall_count AS "overallCount", framework.facts_verified AS "factsVerified",
       framework.facts_total AS "factsTotal"`);

@Injectable()
export class FrameworkPagesQueries {
  constructor(private readonly db: Database) {}

  /** Every framework: reference data, of which there are dozens and never thousands. */
  list(): Promise<FrameworkListRow[]> {
    return this.db.rows<FrameworkListRow>(sql`
      SELECT ${listColumns}
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
       ORDER BY lower(inspectorate.name), coalesce(framework.effective_from, ''), framework.key`);
  }

  byKey(key: string): Promise<FrameworkRow | null> {
    return this.db.row<FrameworkRow>(sql`
      SELECT ${listColumns}, framework.id, framework.scale_id AS "scaleId", framework.episode_area AS "episodeArea",
             framework.recovered_rule AS "recoveredRule", framework.date_note AS "dateNote", framework.formal_failure AS "formalFailure",
             framework.serious_findings AS "seriousFindings", framework.predecessor_key AS "predecessorKey",
             predecessor.title AS "predecessorTitle", framework.successor_key AS "successorKey",
             successor.title AS "successorTitle", framework.verification,
             framework.strongest_source_tier AS "strongestSourceTier",
             (SELECT CAST(count(*) AS integer)
                FROM (SELECT 1 AS one FROM inspection
                       WHERE inspection.framework_id = framework.id
                         AND inspection.visibility = 'public'
                         AND inspection.withdrawn_at IS NULL
                         AND ${ofOpenBody('inspection.organisation_id')}
                       LIMIT ${inspectionsCountedTo + 1}) AS used) AS "inspections"
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
        LEFT JOIN framework AS predecessor ON predecessor.key = framework.predecessor_key
        LEFT JOIN framework AS successor ON successor.key = framework.successor_key
       WHERE framework.key = ${key}`);
  }

  areas(frameworkId: string): Promise<FrameworkAreaRow[]> {
    return this.db.rows<FrameworkAreaRow>(sql`
      SELECT framework_area.id, framework_area.key, framework_area.label, framework_area.is_overall AS "isOverall",
             framework_area.verified, framework_area.note
        FROM framework_area
       WHERE framework_area.framework_id = ${frameworkId}
       ORDER BY framework_area.position`);
  }

  grades({ id, scaleId }: Pick<FrameworkRow, 'id' | 'scaleId'>): Promise<FrameworkGradeRow[]> {
    return this.db.rows<FrameworkGradeRow>(sql`
      SELECT rating_scale.id AS "scaleId", rating_scale.key AS "scaleKey", rating_scale.label AS "scaleLabel",
             rating_scale.band_basis AS "bandBasis", rating_scale.published, rating_scale.verified AS "scaleVerified",
             rating_scale.note AS "scaleNote", CASE WHEN rating_scale.id = ${scaleId} THEN 1 ELSE 0 END AS "isMain",
             rating_grade.key, rating_grade.label, rating_grade.ordinal, rating_grade.band,
             rating_grade.alt_band AS "altBand", rating_grade.band_confidence AS "bandConfidence",
             rating_grade.is_failing AS "isFailing"
        FROM rating_scale
        LEFT JOIN rating_grade ON rating_grade.scale_id = rating_scale.id
       WHERE rating_scale.id = ${scaleId}
          OR rating_scale.id IN (SELECT framework_scale.scale_id FROM framework_scale
                                  WHERE framework_scale.framework_id = ${id})
       ORDER BY "isMain" DESC, rating_scale.key, rating_grade.ordinal, rating_grade.key`);
  }

  facts(frameworkId: string): Promise<FrameworkFactRow[]> {
    return this.db.rows<FrameworkFactRow>(sql`
      SELECT framework_fact.id, framework_fact.kind, framework_fact.text, framework_fact.verified, framework_fact.detail
        FROM framework_fact
       WHERE framework_fact.framework_id = ${frameworkId}
       ORDER BY framework_fact.kind, framework_fact.position`);
  }
}
