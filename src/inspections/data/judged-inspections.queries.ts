import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { parsePeriod } from '../../kernel/period.js';
import type { EpisodeArea } from '../../vocabulary/domain/episode-areas.js';
import type { InspectionType } from '../../vocabulary/domain/inspection-types.js';
import type { GradeAbsence } from '../../vocabulary/domain/not-rated-reasons.js';
import type { Band } from '../domain/grade-scale.js';
import type { GradedArea, JudgedInspection } from '../domain/judgement.js';
import { type FrameworkLookup, FrameworkLookupQueries } from './framework-lookup.queries.js';
import { defaultRecoveredRule, type RecoveredRule } from '../domain/recovered-rule.js';
import { overallAsPublished } from './overall-as-published.js';

/** A published inspection as the rules of failure read it, with what lists print of it. */
export type JudgedInspectionRow = JudgedInspection & {
  /** The overall grade as it was published; of an inspection published here, that of its one headline. */
  readonly overallLabel: string | null;
  readonly graded: boolean;
  /** The band of its one headline; null without one, with two, or where the grade is not known. */
  readonly headlineBand: Band | null;
  readonly frameworkId: string | null;
  readonly judgedOnText: string | null;
  readonly knownOnText: string | null;
  readonly verified: boolean;
  /** By which rule of its framework version a case may count as recovered. */
  readonly recoveredRule: RecoveredRule;
};

type Row = {
  id: string;
  organisationId: string;
  frameworkId: string | null;
  frameworkInferred: number;
  area: EpisodeArea | null;
  unit: string | null;
  type: InspectionType;
  graded: number;
  judgedOn: string | null;
  dateInferred: number;
  category: string | null;
  overallLabel: string | null;
  knownOn: string | null;
  verified: number;
};
type JudgementRow = {
  inspectionId: string;
  area: string | null;
  unit: string | null;
  isOverall: number;
  absence: GradeAbsence | null;
  scale: string | null;
  grade: string | null;
  band: Band;
  altBand: Band | null;
  isFailing: number;
};

@Injectable()
export class JudgedInspectionsQueries {
  constructor(
    private readonly db: Database,
    private readonly frameworks: FrameworkLookupQueries,
  ) {}

  /** The rules of every framework, read once for any number of questions. */
  rules(): Promise<FrameworkLookup> {
    return this.frameworks.all();
  }

  /** Whether there is any judgement from which something could be told. */
  async areThereAny(): Promise<boolean> {
    return (await this.db.row(sql`SELECT 1 AS one FROM judgement LIMIT 1`)) !== null;
  }

  /** Every published inspection of these bodies that speaks of a known part of their work. */
  async of(organisationIds: readonly string[], rules: FrameworkLookup): Promise<JudgedInspectionRow[]> {
    const rows = await inChunks(organisationIds, (ids) =>
      this.db.rows<Row>(sql`
        SELECT inspection.id, inspection.organisation_id AS "organisationId", inspection.framework_id AS "frameworkId",
               inspection.framework_inferred AS "frameworkInferred", inspection.area, inspection.unit, inspection.type,
               inspection.graded, inspection.judged_on AS "judgedOn", inspection.date_inferred AS "dateInferred",
               inspection.category_key AS category, ${overallAsPublished} AS "overallLabel",
               inspection.known_on AS "knownOn", inspection.verified
          FROM inspection
         WHERE inspection.organisation_id IN (${list(ids)})
           AND inspection.visibility = 'public'
           AND inspection.withdrawn_at IS NULL`),
    );
    const judgements = await this.#judgements(organisationIds);
    return rows.flatMap((row) => {
      const framework = row.frameworkId === null ? null : (rules.byId.get(row.frameworkId) ?? null);
      const area = row.area ?? framework?.episodeArea ?? null;
      if (area === null) return [];
      const graded = judgements.get(row.id) ?? [];
      const headlines = graded.filter(({ isOverall }) => isOverall);
      return [
        {
          id: row.id,
          organisationId: row.organisationId,
          area,
          unit: row.unit,
          judgedOn: row.judgedOn === null ? null : parsePeriod(row.judgedOn),
          judgedOnText: row.judgedOn,
          knownOnText: row.knownOn,
          verified: row.verified === 1,
          dateInferred: row.dateInferred === 1,
          frameworkInferred: row.frameworkInferred === 1,
          frameworkId: row.frameworkId,
          rules: framework?.rules ?? null,
          recoveredRule: framework?.recoveredRule ?? defaultRecoveredRule,
          type: row.type,
          graded: row.graded === 1,
          judgements: graded,
          categories: row.category === null ? [] : [row.category],
          overallLabel: row.overallLabel,
          headlineBand: headlines.length === 1 ? (headlines[0]?.grade?.band ?? null) : null,
        },
      ];
    });
  }

  async #judgements(organisationIds: readonly string[]): Promise<ReadonlyMap<string, GradedArea[]>> {
    const found = new Map<string, GradedArea[]>();
    const rows = await inChunks(organisationIds, (ids) =>
      this.db.rows<JudgementRow>(sql`
        SELECT judgement.inspection_id AS "inspectionId", judgement.area_key AS area,
               judgement.unit, judgement.is_overall AS "isOverall", judgement.absence, rating_scale.key AS scale,
               rating_grade.key AS grade, rating_grade.band, rating_grade.alt_band AS "altBand",
               rating_grade.is_failing AS "isFailing"
          FROM inspection
          JOIN judgement ON judgement.inspection_id = inspection.id
          LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
          LEFT JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
         WHERE inspection.organisation_id IN (${list(ids)})
           AND inspection.visibility = 'public'
           AND inspection.withdrawn_at IS NULL
         ORDER BY judgement.inspection_id, judgement.position`),
    );
    for (const row of rows) {
      const graded = gradedArea(row);
      const known = found.get(row.inspectionId);
      if (known) known.push(graded);
      else found.set(row.inspectionId, [graded]);
    }
    return found;
  }
}

const gradedArea = ({
  area,
  unit,
  isOverall,
  absence,
  scale,
  grade,
  band,
  altBand,
  isFailing,
}: JudgementRow): GradedArea => ({
  area,
  unit,
  isOverall: isOverall === 1,
  absence,
  grade: scale !== null && grade !== null ? { scale, key: grade, band, altBand, isFailing: isFailing === 1 } : null,
});
