import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql, where } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import { open } from './record-rows.js';
import type { ApiInspectionRow, ApiInterventionRow, ApiJudgementRow } from './api.row.js';
import { overallAsPublished } from '../../inspections/data/overall-as-published.js';

export type InspectionsAsked = {
  /** The reference of the body. */
  readonly organisation: string | null;
  readonly framework: string | null;
  readonly fromYear: string | null;
  readonly toYear: string | null;
};

export type InterventionsAsked = {
  /** The reference of the body. */
  readonly organisation: string | null;
  readonly level: number | null;
  readonly isRunning: boolean | null;
};

/** Inspections, judgements and interventions as the interface for machines tells them: those that everybody may read. */
@Injectable()
export class ApiQueries {
  constructor(private readonly db: Database) {}

  /** Changes whenever anything is committed: what an answer is remembered by. */
  version(): Promise<string> {
    return this.db.version();
  }

  /** In the order in which they were recorded, from the one after `after`. */
  inspections(asked: InspectionsAsked, after: string, limit: number): Promise<ApiInspectionRow[]> {
    return this.db.rows<ApiInspectionRow>(sql`
      SELECT inspection.ref, organisation.ref AS "organisationRef", organisation.name AS "organisationName",
             framework.key AS "frameworkKey", framework.title AS "frameworkTitle",
             inspection.published_framework AS "publishedFramework",
             inspection.framework_inferred AS "frameworkInferred", inspection.inspectorate_name AS "inspectorate",
             inspection.subject, inspection.unit, inspection.type, inspection.graded,
             inspection.started_on AS "startedOn", inspection.ended_on AS "endedOn",
             inspection.published_on AS "publishedOn", inspection.judged_on AS "judgedOn",
             inspection.date_inferred AS "dateInferred", ${overallAsPublished} AS "overallLabel",
             inspection.headline, inspection.report_url AS "reportUrl", instead.ref AS "supersededByRef",
             inspection.edition, inspection.known_on AS "knownOn", inspection.verified, inspection.inferred
        FROM inspection
       CROSS JOIN organisation
        LEFT JOIN framework ON framework.id = inspection.framework_id
        LEFT JOIN inspection AS instead ON instead.id = inspection.superseded_by_id AND ${open('instead')}
       ${this.#where(asked, sql`inspection.ref > ${after}`)}
       ORDER BY inspection.ref
       LIMIT ${limit}`);
  }

  /** Inspection after inspection, area after area, from the one after `after`. */
  judgements(
    asked: InspectionsAsked,
    after: { readonly ref: string; readonly position: number } | null,
    limit: number,
  ): Promise<ApiJudgementRow[]> {
    const onwards = after
      ? sql`inspection.ref >= ${after.ref} AND (inspection.ref > ${after.ref} OR judgement.position > ${after.position})`
      : null;
    return this.db.rows<ApiJudgementRow>(sql`
      SELECT inspection.ref AS "inspectionRef", judgement.position, organisation.ref AS "organisationRef",
             framework.key AS "frameworkKey", inspection.judged_on AS "judgedOn", judgement.area_key AS "areaKey",
             judgement.area_text AS "areaText", judgement.unit, judgement.is_overall AS "isOverall", judgement.label,
             judgement.absence, judgement.limiting, rating_scale.key AS "scale", rating_grade.key AS "grade",
             rating_grade.ordinal, rating_grade.band, rating_grade.is_failing AS "isFailing"
        FROM inspection
       CROSS JOIN organisation
        JOIN judgement ON judgement.inspection_id = inspection.id
        LEFT JOIN framework ON framework.id = inspection.framework_id
        LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
        LEFT JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
       ${this.#where(asked, onwards)}
       ORDER BY inspection.ref, judgement.position
       LIMIT ${limit}`);
  }

  /** In the order in which they were recorded, from the one after `after`. */
  interventions(
    { organisation, level, isRunning }: InterventionsAsked,
    after: string,
    limit: number,
  ): Promise<ApiInterventionRow[]> {
    const conditions = [
      sql`organisation.id = intervention.organisation_id`,
      open('intervention'),
      ofOpenBody('intervention.organisation_id'),
      sql`intervention.ref > ${after}`,
      organisation === null ? null : sql`organisation.ref = ${organisation.toUpperCase()}`,
      level === null ? null : sql`intervention.level = ${level}`,
      isRunning === null
        ? null
        : isRunning
          ? sql`intervention.ended_on IS NULL`
          : sql`intervention.ended_on IS NOT NULL`,
    ];
    return this.db.rows<ApiInterventionRow>(sql`
      SELECT intervention.ref, organisation.ref AS "organisationRef", organisation.name AS "organisationName",
             organisation.slug AS "organisationSlug", intervention.kind, intervention.type_text AS "typeText",
             intervention.level, intervention.authority, intervention.legal_basis AS "legalBasis",
             intervention.started_on AS "startedOn", intervention.ended_on AS "endedOn",
             intervention.end_reason AS "endReason", intervention.area, intervention.text,
             replaced.ref AS "replacesRef", intervention.known_on AS "knownOn", intervention.verified,
             intervention.inferred
        FROM intervention
       CROSS JOIN organisation
        LEFT JOIN intervention AS replaced ON replaced.id = intervention.replaces_id AND ${open('replaced')}
       ${where(conditions)}
       ORDER BY intervention.ref
       LIMIT ${limit}`);
  }

  #where({ organisation, framework, fromYear, toYear }: InspectionsAsked, onwards: ReturnType<typeof sql> | null) {
    return where([
      sql`organisation.id = inspection.organisation_id`,
      open('inspection'),
      ofOpenBody('inspection.organisation_id'),
      onwards,
      organisation === null
        ? null
        : sql`inspection.organisation_id = (SELECT organisation.id FROM organisation
                                             WHERE organisation.ref = ${organisation.toUpperCase()})`,
      framework === null
        ? null
        : sql`inspection.framework_id = (SELECT framework.id FROM framework WHERE framework.key = ${framework})`,
      fromYear === null ? null : sql`inspection.judged_day >= ${`${fromYear}-01-01`}`,
      toYear === null ? null : sql`inspection.judged_day <= ${`${toYear}-12-31`}`,
    ]);
  }
}
