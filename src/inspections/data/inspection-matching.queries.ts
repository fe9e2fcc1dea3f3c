import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { type Period, parsePeriod } from '../../kernel/period.js';

/** An inspection on the record, for those who are about to add the same one. */
export type HeldInspection = {
  readonly id: string;
  readonly organisationId: string;
  readonly area: string | null;
  readonly unit: string | null;
  readonly graded: boolean;
  readonly framework: string | null;
  readonly frameworkInferred: boolean;
  readonly publishedOn: Period | null;
  readonly endedOn: Period | null;
};

type Row = {
  id: string;
  organisationId: string;
  area: string | null;
  unit: string | null;
  graded: number;
  framework: string | null;
  frameworkInferred: number;
  publishedOn: string | null;
  endedOn: string | null;
};

@Injectable()
export class InspectionMatchingQueries {
  constructor(private readonly db: Database) {}

  async of(organisationIds: readonly string[]): Promise<HeldInspection[]> {
    const rows = await inChunks(organisationIds, (chunk) =>
      this.db.rows<Row>(sql`
        SELECT inspection.id, inspection.organisation_id AS "organisationId", inspection.area, inspection.unit,
               inspection.graded, framework.key AS framework, inspection.framework_inferred AS "frameworkInferred",
               inspection.published_on AS "publishedOn",
               COALESCE(inspection.ended_on, inspection.started_on) AS "endedOn"
          FROM inspection
          LEFT JOIN framework ON framework.id = inspection.framework_id
         WHERE inspection.organisation_id IN (${list(chunk)})
           AND inspection.visibility = 'public'
           AND inspection.withdrawn_at IS NULL
         ORDER BY inspection.ref`),
    );
    return rows.map((row) => ({
      ...row,
      graded: row.graded === 1,
      frameworkInferred: row.frameworkInferred === 1,
      publishedOn: row.publishedOn === null ? null : parsePeriod(row.publishedOn),
      endedOn: row.endedOn === null ? null : parsePeriod(row.endedOn),
    }));
  }
}
