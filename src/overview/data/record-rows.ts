import type { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { InspectionRow, JudgementRow } from './dossier.row.js';
import { overallAsPublished } from '../../inspections/data/overall-as-published.js';

/** Rows that the public may read. The table's name is code, never what a person sent. */
export const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

/** That everybody may read of the programme in the statement: it is hidden with the body that made it. */
export const isOpenProgramme = sql`${open('programme')}
       AND (programme.owner_id IS NULL OR ${ofOpenBody('programme.owner_id')})`;

/** Help that was only offered is nobody’s help yet; help of which only its dates are known has come. */
export const hasCome = fixed(`(peer_support.status IS NULL OR peer_support.status IN ('visited', 'reported'))`);

export const known = (table: string): Sql =>
  fixed(
    `${table}.known_on AS "knownOn", ${table}.verified, ${table}.inferred, ${table}.note, ${table}.recorded_at AS "recordedAt"`,
  );

/** For tables whose rows are parts of a record and carry no marks of their own. */
export const unknown = fixed(`NULL AS "knownOn", 0 AS verified, 0 AS inferred, NULL AS note, '' AS "recordedAt"`);

/** Inspections with their frameworks, in the order of their judgements. */
export const inspectionRows = (db: Database, which: Sql): Promise<InspectionRow[]> =>
  db.rows<InspectionRow>(sql`
    SELECT inspection.id, inspection.ref, inspection.organisation_id AS "organisationId",
           framework.id AS "frameworkId", framework.key AS "frameworkKey", framework.title AS "frameworkTitle",
           framework.episode_area AS "episodeArea", framework.overall_count AS "overallCount",
           framework.effective_from AS "effectiveFrom", framework.effective_to AS "effectiveTo",
           framework.formal_failure AS "formalFailure", framework.serious_findings AS "seriousFindings",
           framework.recovered_rule AS "recoveredRule",
           inspection.framework_inferred AS "frameworkInferred",
           inspection.published_framework AS "publishedFramework", inspection.inspectorate_name AS inspectorate,
           inspection.subject, inspection.area, inspection.unit, inspection.type, inspection.type_text AS "typeText",
           inspection.graded, inspection.started_on AS "startedOn", inspection.ended_on AS "endedOn",
           inspection.published_on AS "publishedOn", inspection.judged_on AS "judgedOn",
           inspection.date_inferred AS "dateInferred",
           ${overallAsPublished} AS "overallLabel", inspection.category_key AS "categoryKey",
           inspection.headline, inspection.quote, inspection.report_url AS "reportUrl", inspection.setting,
           inspection.status, inspection.edition, inspection.superseded_by_id AS "supersededById",
           ${known('inspection')}
      FROM inspection
      LEFT JOIN framework ON framework.id = inspection.framework_id
     WHERE ${which}
     ORDER BY inspection.judged_day, inspection.ref`);

/** What was said of each area, and the areas that the frameworks of these inspections have. */
export const judgementRows = (db: Database, which: Sql): Promise<JudgementRow[]> =>
  db.rows<JudgementRow>(sql`
    SELECT 'judgement' AS record, judgement.id AS id, judgement.inspection_id AS "ownerId", judgement.position AS position,
           judgement.area_key AS "areaKey", judgement.area_text AS "areaText", judgement.unit AS unit,
           judgement.is_overall AS "isOverall",
           judgement.label AS label, judgement.absence AS absence, judgement.limiting AS flag,
           judgement.narrative AS narrative, rating_scale.key AS scale, rating_grade.key AS "gradeKey",
           rating_grade.label AS "gradeLabel", rating_grade.ordinal AS ordinal, rating_grade.band AS band,
           rating_grade.alt_band AS "altBand", rating_grade.is_failing AS "isFailing"
      FROM inspection
      JOIN judgement ON judgement.inspection_id = inspection.id
      LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
      LEFT JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
     WHERE ${which}
     UNION ALL
    SELECT 'area', framework_area.id, framework_area.framework_id, framework_area.position, framework_area.key,
           framework_area.label, NULL, framework_area.is_overall, NULL, NULL, framework_area.conditional, NULL, NULL, NULL,
           NULL, CAST(NULL AS integer), NULL, NULL, CAST(NULL AS integer)
      FROM framework_area
     WHERE framework_area.framework_id IN (
           SELECT inspection.framework_id FROM inspection
            WHERE ${which})
     ORDER BY record, "ownerId", position`);
