import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';
import { groupBy } from '../../kernel/group-by.js';
import type { SealedContent, SealedFinding, SealedJudgement, SealedNote } from '../domain/seal.js';

export type HeldSeal = {
  readonly batch: string;
  readonly place: number;
  readonly inspectionId: string;
  readonly ref: string;
  readonly number: number;
  readonly hash: string;
};

export type HeldEdition = {
  readonly inspectionId: string;
  readonly ref: string;
  readonly edition: number;
  readonly content: string;
};

type ContentRow = Omit<SealedContent, 'judgements' | 'findings' | 'note'>;
type Of<Part> = Part & { readonly inspectionId: string };

/** What the seals hold, and what lies there now. */
@Injectable()
export class SealsQueries {
  constructor(private readonly db: Database) {}

  /** What these inspections say, as a seal holds it. */
  async contents(inspectionIds: readonly string[]): Promise<SealedContent[]> {
    const rows = await inChunks(inspectionIds, (ids) =>
      this.db.rows<ContentRow>(sql`
        SELECT inspection.id, inspection.ref, inspection.organisation_id AS "organisationId",
               framework.key AS framework, inspection.framework_inferred AS "frameworkInferred",
               inspection.inspectorate_name AS "inspectorateName", inspection.subject, inspection.area,
               inspection.unit, inspection.type, inspection.started_on AS "startedOn",
               inspection.ended_on AS "endedOn", inspection.published_on AS "publishedOn",
               inspection.received_on AS "receivedOn", inspection.judged_on AS "judgedOn",
               inspection.date_inferred AS "dateInferred", inspection.overall_label AS "overallLabel",
               inspection.category_key AS category, inspection.headline, inspection.report_text AS "reportText",
               inspection.quote, inspection.report_url AS "reportUrl", inspection.visibility,
               inspection.withdrawn_at AS "withdrawnAt", inspection.withdrawn_reason AS "withdrawnReason",
               inspection.edition
          FROM inspection
          LEFT JOIN framework ON framework.id = inspection.framework_id
         WHERE inspection.id IN (${list(ids)})`),
    );
    const judgements = groupBy(await this.#judgements(inspectionIds), ({ inspectionId }) => inspectionId);
    const findings = groupBy(await this.#findings(inspectionIds), ({ inspectionId }) => inspectionId);
    const notes = groupBy(await this.#notes(inspectionIds), ({ inspectionId }) => inspectionId);
    return rows.map((row) => ({
      ...row,
      judgements: (judgements.get(row.id) ?? []).map(withoutOwner),
      findings: (findings.get(row.id) ?? []).map(withoutOwner),
      note: (notes.get(row.id) ?? []).map(withoutOwner)[0] ?? null,
    }));
  }

  /** Which of these were sealed, and how often. */
  async numbers(inspectionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await inChunks(inspectionIds, (ids) =>
      this.db.rows<{ inspectionId: string; number: number }>(sql`
        SELECT inspection_seal.inspection_id AS "inspectionId", CAST(max(inspection_seal.number) AS integer) AS number
          FROM inspection_seal
         WHERE inspection_seal.inspection_id IN (${list(ids)})
         GROUP BY inspection_seal.inspection_id`),
    );
    return new Map(rows.map(({ inspectionId, number }) => [inspectionId, number]));
  }

  async isAnythingSealed(): Promise<boolean> {
    return (await this.db.row(sql`SELECT 1 AS one FROM inspection_seal LIMIT 1`)) !== null;
  }

  /** Public inspections in the order of their ids, from the one after `id`. */
  async publicAfter(id: string, limit: number): Promise<{ id: string; ref: string }[]> {
    return this.db.rows(sql`
      SELECT inspection.id, inspection.ref
        FROM inspection
       WHERE inspection.id > ${id} AND inspection.visibility = 'public'
       ORDER BY inspection.id
       LIMIT ${limit}`);
  }

  /** The last seal of each inspection in the order of their ids, from the one after `id`. */
  async lastSealsAfter(id: string, limit: number): Promise<HeldSeal[]> {
    return this.db.rows<HeldSeal>(sql`
      SELECT inspection_seal.batch, inspection_seal.place, inspection_seal.inspection_id AS "inspectionId",
             inspection_seal.ref, inspection_seal.number, inspection_seal.hash
        FROM inspection_seal
       WHERE inspection_seal.inspection_id > ${id}
         AND NOT EXISTS (SELECT 1 FROM inspection_seal AS later
                          WHERE later.inspection_id = inspection_seal.inspection_id
                            AND later.number > inspection_seal.number)
       ORDER BY inspection_seal.inspection_id
       LIMIT ${limit}`);
  }

  async batch(batch: string): Promise<HeldSeal[]> {
    return this.db.rows<HeldSeal>(sql`
      SELECT inspection_seal.batch, inspection_seal.place, inspection_seal.inspection_id AS "inspectionId",
             inspection_seal.ref, inspection_seal.number, inspection_seal.hash
        FROM inspection_seal
       WHERE inspection_seal.batch = ${batch}
       ORDER BY inspection_seal.place`);
  }

  async batches(): Promise<string[]> {
    const rows = await this.db.rows<{ batch: string }>(sql`
      SELECT DISTINCT inspection_seal.batch FROM inspection_seal ORDER BY inspection_seal.batch`);
    return rows.map(({ batch }) => batch);
  }

  /** What the audit trail says of the batches that were sealed: JSON beside each act. */
  async sealedInTrail(): Promise<{ seq: number; after: string }[]> {
    return this.db.rows(sql`
      SELECT audit_entry.seq, audit_entry.after
        FROM audit_entry
       WHERE audit_entry.after LIKE ${'%"seal":{"batch":"%'}
       ORDER BY audit_entry.seq`);
  }

  async editions(inspectionId: string): Promise<HeldEdition[]> {
    return this.db.rows<HeldEdition>(sql`
      SELECT inspection_edition.inspection_id AS "inspectionId", inspection.ref, inspection_edition.edition,
             inspection_edition.content
        FROM inspection_edition
        JOIN inspection ON inspection.id = inspection_edition.inspection_id
       WHERE inspection_edition.inspection_id = ${inspectionId}
       ORDER BY inspection_edition.edition`);
  }

  /** Every edition that is kept, some at a time. */
  async editionsAfter(id: string, limit: number): Promise<(HeldEdition & { readonly id: string })[]> {
    return this.db.rows(sql`
      SELECT inspection_edition.id, inspection_edition.inspection_id AS "inspectionId", inspection.ref,
             inspection_edition.edition, inspection_edition.content
        FROM inspection_edition
        JOIN inspection ON inspection.id = inspection_edition.inspection_id
       WHERE inspection_edition.id > ${id}
       ORDER BY inspection_edition.id
       LIMIT ${limit}`);
  }

  async sealsOf(inspectionId: string): Promise<HeldSeal[]> {
    return this.db.rows<HeldSeal>(sql`
      SELECT inspection_seal.batch, inspection_seal.place, inspection_seal.inspection_id AS "inspectionId",
             inspection_seal.ref, inspection_seal.number, inspection_seal.hash
        FROM inspection_seal
       WHERE inspection_seal.inspection_id = ${inspectionId}
       ORDER BY inspection_seal.number`);
  }

  #judgements(inspectionIds: readonly string[]): Promise<Of<SealedJudgement>[]> {
    return inChunks(inspectionIds, (ids) =>
      this.db.rows<Of<SealedJudgement>>(sql`
        SELECT judgement.inspection_id AS "inspectionId", judgement.area_key AS area,
               judgement.area_text AS "areaText", judgement.unit, judgement.is_overall AS "isOverall",
               rating_scale.key AS scale, rating_grade.key AS grade, judgement.label, judgement.absence,
               judgement.limiting, judgement.narrative
          FROM judgement
          LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
          LEFT JOIN rating_scale ON rating_scale.id = rating_grade.scale_id
         WHERE judgement.inspection_id IN (${list(ids)})
         ORDER BY judgement.inspection_id, judgement.position`),
    );
  }

  #findings(inspectionIds: readonly string[]): Promise<Of<SealedFinding>[]> {
    return inChunks(inspectionIds, (ids) =>
      this.db.rows<Of<SealedFinding>>(sql`
        SELECT finding.inspection_id AS "inspectionId", finding.area_key AS area, finding.text, finding.kind,
               finding.cause
          FROM finding
         WHERE finding.inspection_id IN (${list(ids)})
         ORDER BY finding.inspection_id, finding.position`),
    );
  }

  #notes(inspectionIds: readonly string[]): Promise<Of<SealedNote>[]> {
    return inChunks(inspectionIds, (ids) =>
      this.db.rows<Of<SealedNote>>(sql`
        SELECT monitoring_note.inspection_id AS "inspectionId", monitoring_note.improved,
               monitoring_note.not_improved AS "notImproved", monitoring_note.pace, monitoring_note.next
          FROM monitoring_note
         WHERE monitoring_note.inspection_id IN (${list(ids)})`),
    );
  }
}

function withoutOwner<Part extends { readonly inspectionId: string }>(part: Part): Omit<Part, 'inspectionId'> {
  const { inspectionId: _owner, ...rest } = part;
  return rest;
}
