import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';

export type InspectionWords = {
  readonly id: string;
  readonly ref: string;
  readonly organisation: string;
  readonly framework: string | null;
  readonly publishedFramework: string | null;
  readonly inspectorateName: string;
  readonly subject: string;
  readonly unit: string | null;
  readonly type: string;
  readonly judgedOn: string | null;
  readonly startedOn: string | null;
  readonly overallLabel: string | null;
  readonly headline: string | null;
  readonly quote: string | null;
  readonly visibility: string;
  readonly withdrawnAt: string | null;
};

export type FrameworkWords = {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly inspectorate: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
};

type OfInspection = { readonly inspectionId: string; readonly text: string };

/** The words by which inspections and frameworks are found. */
@Injectable()
export class InspectionIndexQueries {
  constructor(private readonly db: Database) {}

  of(ids: readonly string[]): Promise<InspectionWords[]> {
    return inChunks(ids, (values) => this.#rows(sql`inspection.id IN (${list(values)})`, values.length));
  }

  after(id: string, limit: number): Promise<InspectionWords[]> {
    return this.#rows(sql`inspection.id > ${id}`, limit);
  }

  async idsOf(organisationIds: readonly string[]): Promise<string[]> {
    const rows = await inChunks(organisationIds, (values) =>
      this.db.rows<{ id: string }>(sql`
        SELECT inspection.id FROM inspection WHERE inspection.organisation_id IN (${list(values)})`),
    );
    return rows.map(({ id }) => id);
  }

  findingsOf(ids: readonly string[]): Promise<OfInspection[]> {
    return inChunks(ids, (values) =>
      this.db.rows<OfInspection>(sql`
        SELECT finding.inspection_id AS "inspectionId", finding.text
          FROM finding
         WHERE finding.inspection_id IN (${list(values)})`),
    );
  }

  frameworks(): Promise<FrameworkWords[]> {
    return this.db.rows<FrameworkWords>(sql`
      SELECT framework.id, framework.key, framework.title, inspectorate.name AS inspectorate,
             framework.effective_from AS "effectiveFrom", framework.effective_to AS "effectiveTo"
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
       ORDER BY framework.key`);
  }

  /** What their areas and their grades are called. */
  frameworkParts(): Promise<{ frameworkId: string; label: string }[]> {
    return this.db.rows(sql`
      SELECT framework_area.framework_id AS "frameworkId", framework_area.label FROM framework_area
       UNION ALL
      SELECT framework.id, rating_grade.label
        FROM framework
        JOIN rating_grade ON rating_grade.scale_id = framework.scale_id`);
  }

  #rows(which: Sql, limit: number): Promise<InspectionWords[]> {
    return this.db.rows<InspectionWords>(sql`
      SELECT inspection.id, inspection.ref, organisation.name AS organisation, framework.title AS framework,
             inspection.published_framework AS "publishedFramework",
             inspection.inspectorate_name AS "inspectorateName", inspection.subject, inspection.unit, inspection.type,
             inspection.judged_on AS "judgedOn", inspection.started_on AS "startedOn",
             inspection.overall_label AS "overallLabel", inspection.headline, inspection.quote, inspection.visibility,
             coalesce(inspection.withdrawn_at, organisation.withdrawn_at) AS "withdrawnAt"
        FROM inspection
        JOIN organisation ON organisation.id = inspection.organisation_id
        LEFT JOIN framework ON framework.id = inspection.framework_id
       WHERE ${which}
       ORDER BY inspection.id
       LIMIT ${limit}`);
  }
}
