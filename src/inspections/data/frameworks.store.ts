import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { fixed, list, sql } from '../../database/sql.js';
import {
  Framework,
  FrameworkArea,
  FrameworkFact,
  FrameworkScale,
  Inspectorate,
  NotRatedReason,
  RatingGrade,
  RatingScale,
  ReferenceFile,
} from './framework.entity.js';

export type FrameworkRows = {
  readonly inspectorates: readonly Inspectorate[];
  readonly scales: readonly RatingScale[];
  readonly grades: readonly RatingGrade[];
  readonly frameworks: readonly Framework[];
  readonly areas: readonly FrameworkArea[];
  readonly frameworkScales: readonly FrameworkScale[];
  readonly facts: readonly FrameworkFact[];
  readonly notRatedReasons: readonly NotRatedReason[];
};

@Injectable()
export class FrameworksStore {
  constructor(private readonly db: Database) {}

  /** Two processes that start together load one after the other. */
  async takeTurn(): Promise<void> {
    if (!this.db.isSqlite) await this.db.run(sql`SELECT pg_advisory_xact_lock(7246003)`);
  }

  async loaded(name: string): Promise<string | null> {
    const row = await this.db.row<{ sha256: string }>(sql`
      SELECT reference_file.sha256 FROM reference_file WHERE reference_file.name = ${name}`);
    return row?.sha256 ?? null;
  }

  async noteLoaded({ name, sha256, loadedAt }: ReferenceFile): Promise<void> {
    await this.db.run(sql`DELETE FROM reference_file WHERE reference_file.name = ${name}`);
    await this.db.insert(ReferenceFile, [{ name, sha256, loadedAt }]);
  }

  /** Ids of the shipped statements that are there now, whose sources are linked to them. */
  async factIds(): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT framework_fact.id FROM framework_fact WHERE ${shipped('framework_fact')}`);
    return rows.map(({ id }) => id);
  }

  /**
   * Brings the tables to what the file says. Nothing that an inspection may rest on is ever taken away: scales, grades,
   * frameworks and areas are added or rewritten under the ids that their keys give them. Statements are made anew.
   * Versions that administrators added stay as they agreed them.
   */
  async bringTo(rows: FrameworkRows): Promise<void> {
    await this.#bringScales(rows);
    await this.#bringFrameworks(rows);
    await this.db.run(sql`DELETE FROM framework_scale WHERE ${shipped('framework_scale')}`);
    await this.db.run(sql`DELETE FROM framework_fact WHERE ${shipped('framework_fact')}`);
    await this.db.insert(FrameworkScale, rows.frameworkScales);
    await this.db.insert(FrameworkFact, rows.facts);
  }

  async #bringScales(rows: FrameworkRows): Promise<void> {
    const scales = await this.#sorted('rating_scale', rows.scales);
    await this.db.insert(RatingScale, scales.missing);
    for (const row of scales.there)
      await this.db.run(sql`
        UPDATE rating_scale
           SET label = ${row.label}, band_basis = ${row.bandBasis}, published = ${row.published},
               verified = ${row.verified}, note = ${row.note}
         WHERE rating_scale.id = ${row.id}`);

    const grades = await this.#sorted('rating_grade', rows.grades);
    await this.db.insert(RatingGrade, grades.missing);
    for (const row of grades.there)
      await this.db.run(sql`
        UPDATE rating_grade
           SET label = ${row.label}, ordinal = ${row.ordinal}, band = ${row.band}, alt_band = ${row.altBand},
               band_confidence = ${row.bandConfidence}, is_failing = ${row.isFailing},
               needs_improvement = ${row.needsImprovement}
         WHERE rating_grade.id = ${row.id}`);

    const reasons = await this.#sorted('not_rated_reason', rows.notRatedReasons);
    await this.db.insert(NotRatedReason, reasons.missing);
    for (const row of reasons.there)
      await this.db.run(sql`
        UPDATE not_rated_reason SET label = ${row.label}, note = ${row.note} WHERE not_rated_reason.id = ${row.id}`);
  }

  async #bringFrameworks(rows: FrameworkRows): Promise<void> {
    const inspectorates = await this.#sorted('inspectorate', rows.inspectorates);
    await this.db.insert(Inspectorate, inspectorates.missing);
    for (const row of inspectorates.there)
      await this.db.run(sql`UPDATE inspectorate SET name = ${row.name} WHERE inspectorate.id = ${row.id}`);

    const frameworks = await this.#sorted('framework', rows.frameworks);
    await this.db.insert(Framework, frameworks.missing);
    for (const row of frameworks.there) await this.#rewriteFramework(row);

    const areas = await this.#sorted('framework_area', rows.areas);
    await this.db.insert(FrameworkArea, areas.missing);
    for (const row of areas.there)
      await this.db.run(sql`
        UPDATE framework_area
           SET position = ${row.position}, label = ${row.label}, is_overall = ${row.isOverall},
               conditional = ${row.conditional}, scale_id = ${row.scaleId}, verified = ${row.verified},
               note = ${row.note}
         WHERE framework_area.id = ${row.id}`);
  }

  /** The rows that are not in their table yet, and those that are there to be rewritten. */
  async #sorted<Row extends { id: string }>(
    table: keyof typeof idQueries,
    rows: readonly Row[],
  ): Promise<{ missing: Row[]; there: Row[] }> {
    const found = await inChunks(rows, (chunk) =>
      this.db.rows<{ id: string }>(idQueries[table](chunk.map(({ id }) => id))),
    );
    const ids = new Set(found.map(({ id }) => id));
    return { missing: rows.filter(({ id }) => !ids.has(id)), there: rows.filter(({ id }) => ids.has(id)) };
  }

  async #rewriteFramework(row: Framework): Promise<void> {
    await this.db.run(sql`
      UPDATE framework
         SET inspectorate_id = ${row.inspectorateId}, title = ${row.title}, kind = ${row.kind}, unit = ${row.unit},
             status = ${row.status}, episode_area = ${row.episodeArea}, sectors = ${row.sectors},
             countries = ${row.countries}, effective_from = ${row.effectiveFrom}, effective_to = COALESCE(${row.effectiveTo}, (
               SELECT framework_closing.closes_on FROM framework_closing
                WHERE framework_closing.framework_id = framework.id)),
             dates_verified = ${row.datesVerified}, date_note = ${row.dateNote}, scale_id = ${row.scaleId},
             overall_kind = ${row.overallKind}, overall_count = ${row.overallCount},
             formal_failure = ${row.formalFailure}, serious_findings = ${row.seriousFindings},
             predecessor_key = ${row.predecessorKey}, successor_key = ${row.successorKey},
             verification = ${row.verification}, facts_verified = ${row.factsVerified},
             facts_total = ${row.factsTotal}, strongest_source_tier = ${row.strongestSourceTier}
       WHERE framework.id = ${row.id}`);
  }
}

/** Of a framework of the file, not of one that an administrator added. */
const shipped = (table: 'framework_fact' | 'framework_scale') =>
  fixed(`${table}.framework_id NOT IN (
        SELECT framework_draft.framework_id FROM framework_draft WHERE framework_draft.framework_id IS NOT NULL)`);

const idQueries = {
  inspectorate: (ids: readonly string[]) =>
    sql`SELECT inspectorate.id FROM inspectorate WHERE inspectorate.id IN (${list(ids)})`,
  rating_scale: (ids: readonly string[]) =>
    sql`SELECT rating_scale.id FROM rating_scale WHERE rating_scale.id IN (${list(ids)})`,
  rating_grade: (ids: readonly string[]) =>
    sql`SELECT rating_grade.id FROM rating_grade WHERE rating_grade.id IN (${list(ids)})`,
  framework: (ids: readonly string[]) => sql`SELECT framework.id FROM framework WHERE framework.id IN (${list(ids)})`,
  framework_area: (ids: readonly string[]) =>
    sql`SELECT framework_area.id FROM framework_area WHERE framework_area.id IN (${list(ids)})`,
  not_rated_reason: (ids: readonly string[]) =>
    sql`SELECT not_rated_reason.id FROM not_rated_reason WHERE not_rated_reason.id IN (${list(ids)})`,
};
