import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { AreaViewKind } from '../domain/area-view.js';

export type AreaViewRow = {
  readonly kind: AreaViewKind;
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationSlug: string;
  readonly frameworkKey: string;
  readonly frameworkTitle: string;
  readonly areaKey: string;
  readonly areaLabel: string | null;
  readonly gradeId: string;
  readonly gradeLabel: string;
  readonly scaleId: string;
  readonly ordinal: number;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly narrative: string;
  readonly state: string;
  /** When it was submitted, or the board came to it; null for a draft. */
  readonly on: string | null;
  readonly reviewRef: string | null;
  readonly visibility: string;
  readonly version: number;
  readonly recordedBy: string;
};

export type FrameworkChoiceRow = { readonly key: string; readonly title: string; readonly effectiveTo: string | null };
export type FrameworkFound = { readonly id: string; readonly key: string; readonly title: string };
export type AreaChoiceRow = { readonly key: string; readonly label: string; readonly scaleId: string };
export type GradeChoiceRow = {
  readonly id: string;
  readonly scaleId: string;
  readonly label: string;
  readonly ordinal: number;
};
type Body = { readonly id: string; readonly name: string; readonly slug: string };

const sources = {
  self: fixed(`SELECT 'self' AS kind, self_assessment.id, self_assessment.ref, self_assessment.organisation_id,
             self_assessment.framework_id, self_assessment.area_key, self_assessment.grade_id,
             self_assessment.period_from, self_assessment.period_to, self_assessment.narrative, self_assessment.state,
             self_assessment.submitted_on AS said_on, CAST(NULL AS varchar(20)) AS review_ref,
             self_assessment.visibility, self_assessment.version, self_assessment.recorded_by,
             self_assessment.withdrawn_at
        FROM self_assessment`),
  board: fixed(`SELECT 'board' AS kind, board_view.id, board_view.ref, board_view.organisation_id,
             board_view.framework_id, board_view.area_key, board_view.grade_id, board_view.period_from,
             board_view.period_to, board_view.narrative, 'submitted' AS state, board_view.viewed_on AS said_on,
             board_view.review_ref, board_view.visibility, board_view.version, board_view.recorded_by,
             board_view.withdrawn_at
        FROM board_view`),
};

const rowsWhere = (condition: Sql): Sql => sql`
      SELECT view.kind, view.id, view.ref, view.organisation_id AS "organisationId",
             organisation.name AS "organisationName", organisation.slug AS "organisationSlug",
             framework.key AS "frameworkKey", framework.title AS "frameworkTitle", view.area_key AS "areaKey",
             framework_area.label AS "areaLabel", view.grade_id AS "gradeId", rating_grade.label AS "gradeLabel",
             rating_grade.scale_id AS "scaleId", rating_grade.ordinal, view.period_from AS "periodFrom",
             view.period_to AS "periodTo", view.narrative, view.state, view.said_on AS "on",
             view.review_ref AS "reviewRef", view.visibility, view.version, view.recorded_by AS "recordedBy"
        FROM (${sources.self} UNION ALL ${sources.board}) AS view
        JOIN organisation ON organisation.id = view.organisation_id
        JOIN framework ON framework.id = view.framework_id
        JOIN rating_grade ON rating_grade.id = view.grade_id
        LEFT JOIN framework_area ON framework_area.framework_id = framework.id AND framework_area.key = view.area_key
       WHERE view.withdrawn_at IS NULL AND organisation.withdrawn_at IS NULL AND ${condition}
       ORDER BY view.period_to DESC, view.period_from DESC, view.kind DESC, view.ref DESC`;

/** How bodies and their boards judge areas of themselves. Ids of bodies are the reach of the person. */
@Injectable()
export class AreaViewsQueries {
  constructor(private readonly db: Database) {}

  /** All that these bodies and their boards have said, drafts too: for the people of the bodies. */
  within(organisationIds: readonly string[]): Promise<AreaViewRow[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return this.db.rows(rowsWhere(sql`view.organisation_id IN (${list(organisationIds)})`));
  }

  async byRef(ref: string, organisationIds: readonly string[]): Promise<AreaViewRow | null> {
    if (organisationIds.length === 0) return null;
    return this.db.row(rowsWhere(sql`view.ref = ${ref} AND view.organisation_id IN (${list(organisationIds)})`));
  }

  /** What was said of one body and stands: what everybody may read, and for the people of the body the rest. */
  ofOrganisation(organisationId: string, isForBoard: boolean): Promise<AreaViewRow[]> {
    const seen = isForBoard ? fixed(`view.visibility IN ('public', 'board')`) : fixed(`view.visibility = 'public'`);
    return this.db.rows(
      rowsWhere(sql`view.organisation_id = ${organisationId} AND view.state = 'submitted' AND ${seen}`),
    );
  }

  bodies(organisationIds: readonly string[]): Promise<Body[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return this.db.rows<Body>(sql`
      SELECT organisation.id, organisation.name, organisation.slug FROM organisation
       WHERE organisation.id IN (${list(organisationIds)}) AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name, organisation.id`);
  }

  /** The frameworks by whose scale an area can be judged. */
  frameworks(): Promise<FrameworkChoiceRow[]> {
    return this.db.rows<FrameworkChoiceRow>(sql`
      SELECT framework.key, framework.title, framework.effective_to AS "effectiveTo"
        FROM framework
       WHERE EXISTS (SELECT 1 FROM framework_area
                      JOIN rating_grade
                        ON rating_grade.scale_id = coalesce(framework_area.scale_id, framework.scale_id)
                     WHERE framework_area.framework_id = framework.id)
       ORDER BY CASE WHEN framework.effective_to IS NULL THEN 0 ELSE 1 END, lower(framework.title)`);
  }

  framework(key: string): Promise<FrameworkFound | null> {
    return this.db.row<FrameworkFound>(sql`
      SELECT framework.id, framework.key, framework.title FROM framework WHERE framework.key = ${key}`);
  }

  areas(frameworkId: string): Promise<AreaChoiceRow[]> {
    return this.db.rows<AreaChoiceRow>(sql`
      SELECT framework_area.key, framework_area.label,
             coalesce(framework_area.scale_id, framework.scale_id) AS "scaleId"
        FROM framework_area
        JOIN framework ON framework.id = framework_area.framework_id
       WHERE framework_area.framework_id = ${frameworkId}
         AND coalesce(framework_area.scale_id, framework.scale_id) IS NOT NULL
       ORDER BY framework_area.position`);
  }

  grades(scaleIds: readonly string[]): Promise<GradeChoiceRow[]> {
    if (scaleIds.length === 0) return Promise.resolve([]);
    return this.db.rows<GradeChoiceRow>(sql`
      SELECT rating_grade.id, rating_grade.scale_id AS "scaleId", rating_grade.label, rating_grade.ordinal
        FROM rating_grade
       WHERE rating_grade.scale_id IN (${list(scaleIds)})
       ORDER BY rating_grade.scale_id, rating_grade.ordinal DESC`);
  }
}
