import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, nothing, type Sql, sql } from '../../database/sql.js';
import { groupBy } from '../../kernel/group-by.js';
import type { Region } from '../../vocabulary/domain/regions.js';
import type { BodyAtHand } from '../domain/bodies-at-hand.js';

const idsPerQuery = 400;

export type HeldInspection = {
  readonly id: string;
  readonly ref: string;
  readonly organisationId: string;
  readonly framework: string | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly publishedOn: string | null;
  readonly judgedOn: string | null;
  readonly reportUrl: string | null;
  readonly graded: number;
  readonly unit: string | null;
};

export type HeldJudgement = {
  readonly inspectionId: string;
  readonly area: string | null;
  readonly grade: string | null;
  readonly absence: string | null;
  readonly label: string | null;
  readonly areaText: string;
  readonly position: number;
};

export type HeldBody = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly kindText: string | null;
  readonly region: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly names: readonly string[];
  readonly codes: readonly { readonly scheme: string; readonly value: string }[];
};

export type HeldStep = {
  readonly id: string;
  readonly organisationId: string;
  readonly text: string;
  readonly startedOn: string | null;
};

export type HeldLink = { readonly fromId: string; readonly toId: string; readonly type: string };

/** What is already on the record, for an import to meet instead of making it twice. */
@Injectable()
export class ImportMatchingQueries {
  constructor(private readonly db: Database) {}

  /** The regions of the authorities that have one of these codes in the scheme. */
  async regionsOfAuthorities(scheme: string, values: readonly string[]): Promise<Map<string, Region>> {
    const rows = await this.#inChunks([...new Set(values)], (some) =>
      this.db.rows<{ value: string; region: Region }>(sql`
        SELECT organisation_code.value, organisation.region
          FROM organisation_code
          JOIN organisation ON organisation.id = organisation_code.organisation_id
         WHERE organisation_code.scheme = ${scheme}
           AND organisation_code.value IN (${list(some)})
           AND organisation.kind = 'council' AND organisation.region IS NOT NULL
           AND organisation.withdrawn_at IS NULL
         ORDER BY organisation.ref DESC`),
    );
    return new Map(rows.map(({ value, region }) => [value, region]));
  }

  /** Every council and council service with all its names and codes: some hundreds in the whole country. */
  async councils(): Promise<BodyAtHand[]> {
    const bodies = await this.db.rows<Omit<BodyAtHand, 'names' | 'codes'>>(sql`
      SELECT organisation.id, organisation.name, organisation.kind, organisation.sector,
             organisation.parent_id AS "parentId", organisation.region,
             organisation.opened_on AS "openedOn", organisation.closed_on AS "closedOn"
        FROM organisation
       WHERE organisation.kind IN ('council', 'council_service')
         AND organisation.withdrawn_at IS NULL`);
    const names = await this.db.rows<{ organisationId: string; name: string; kind: string }>(sql`
      SELECT organisation_name.organisation_id AS "organisationId", organisation_name.name, organisation_name.kind
        FROM organisation_name
        JOIN organisation ON organisation.id = organisation_name.organisation_id
       WHERE organisation.kind IN ('council', 'council_service')`);
    const codes = await this.db.rows<{ organisationId: string; scheme: string; value: string }>(sql`
      SELECT organisation_code.organisation_id AS "organisationId", organisation_code.scheme, organisation_code.value
        FROM organisation_code
        JOIN organisation ON organisation.id = organisation_code.organisation_id
       WHERE organisation.kind IN ('council', 'council_service')`);
    const namesOf = groupBy(names, ({ organisationId }) => organisationId);
    const codesOf = groupBy(codes, ({ organisationId }) => organisationId);
    return bodies.map((body) => ({ ...body, names: namesOf.get(body.id) ?? [], codes: codesOf.get(body.id) ?? [] }));
  }

  /** How these bodies continue, serve or hold others. */
  async linksOf(organisationIds: readonly string[]): Promise<HeldLink[]> {
    return this.#inChunks(organisationIds, (ids) =>
      this.db.rows<HeldLink>(sql`
        SELECT organisation_link.from_id AS "fromId", organisation_link.to_id AS "toId", organisation_link.type
          FROM organisation_link
         WHERE (organisation_link.from_id IN (${list(ids)}) OR organisation_link.to_id IN (${list(ids)}))
           AND organisation_link.withdrawn_at IS NULL`),
    );
  }

  /** Inspections of children's services of these bodies. */
  childrensInspections(organisationIds: readonly string[]): Promise<HeldInspection[]> {
    return this.#inspections(
      organisationIds,
      sql` AND (framework.episode_area IS NULL OR framework.episode_area = 'children')`,
    );
  }

  /** All inspections of these bodies that stand. */
  inspectionsOf(organisationIds: readonly string[]): Promise<HeldInspection[]> {
    return this.#inspections(organisationIds, nothing);
  }

  #inspections(organisationIds: readonly string[], which: Sql): Promise<HeldInspection[]> {
    return this.#inChunks(organisationIds, (ids) =>
      this.db.rows<HeldInspection>(sql`
        SELECT inspection.id, inspection.ref, inspection.organisation_id AS "organisationId",
               framework."key" AS framework, inspection.started_on AS "startedOn", inspection.ended_on AS "endedOn",
               inspection.published_on AS "publishedOn", inspection.judged_on AS "judgedOn",
               inspection.report_url AS "reportUrl", inspection.graded, inspection.unit
          FROM inspection
          LEFT JOIN framework ON framework.id = inspection.framework_id
         WHERE inspection.organisation_id IN (${list(ids)})
           AND inspection.withdrawn_at IS NULL${which}`),
    );
  }

  async judgementsOf(inspectionIds: readonly string[]): Promise<HeldJudgement[]> {
    return this.#inChunks(inspectionIds, (ids) =>
      this.db.rows<HeldJudgement>(sql`
        SELECT judgement.inspection_id AS "inspectionId", judgement.area_key AS area, rating_grade."key" AS grade,
               judgement.absence, judgement.label, judgement.area_text AS "areaText", judgement.position
          FROM judgement
          LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
         WHERE judgement.inspection_id IN (${list(ids)})`),
    );
  }

  /** The source that stands for a file of this publication, if it was brought in before. */
  async sourceNamed(title: string, publisher: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT source.id
        FROM source
       WHERE source.title = ${title}
         AND source.publisher = ${publisher}
         AND source.kind = 'data_file'
         AND source.withdrawn_at IS NULL`);
    return row?.id ?? null;
  }

  /** Which of these records already rest on the source. */
  async linkedTo(sourceId: string, recordKind: string, recordIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.#inChunks(recordIds, (ids) =>
      this.db.rows<{ recordId: string }>(sql`
        SELECT source_link.record_id AS "recordId"
          FROM source_link
         WHERE source_link.source_id = ${sourceId}
           AND source_link.record_kind = ${recordKind}
           AND source_link.record_id IN (${list(ids)})`),
    );
    return new Set(rows.map(({ recordId }) => recordId));
  }

  /** What a record rests on, apart from one source. */
  async sourcesOf(recordId: string, apartFrom: string): Promise<string[]> {
    const rows = await this.db.rows<{ sourceId: string }>(sql`
      SELECT DISTINCT source_link.source_id AS "sourceId"
        FROM source_link
       WHERE source_link.record_id = ${recordId}
         AND source_link.source_id <> ${apartFrom}
       ORDER BY source_link.source_id`);
    return rows.map(({ sourceId }) => sourceId);
  }

  /** What many records rest on, apart from one source. */
  async sourcesOfMany(recordIds: readonly string[], apartFrom: string): Promise<Map<string, string[]>> {
    const rows = await this.#inChunks(recordIds, (ids) =>
      this.db.rows<{ recordId: string; sourceId: string }>(sql`
        SELECT DISTINCT source_link.record_id AS "recordId", source_link.source_id AS "sourceId"
          FROM source_link
         WHERE source_link.record_id IN (${list(ids)})
           AND source_link.source_id <> ${apartFrom}
         ORDER BY source_link.record_id, source_link.source_id`),
    );
    const byRecord = groupBy(rows, ({ recordId }) => recordId);
    return new Map([...byRecord].map(([id, some]) => [id, some.map(({ sourceId }) => sourceId)]));
  }

  /** What the record has of these bodies, for a publication to add to. */
  async heldBodies(organisationIds: readonly string[]): Promise<HeldBody[]> {
    const rows = await this.#inChunks(organisationIds, (ids) =>
      this.db.rows<Omit<HeldBody, 'names' | 'codes'>>(sql`
        SELECT organisation.id, organisation.name, organisation.kind, organisation.kind_text AS "kindText",
               organisation.region, organisation.opened_on AS "openedOn", organisation.closed_on AS "closedOn"
          FROM organisation
         WHERE organisation.id IN (${list(ids)})`),
    );
    const names = await this.#inChunks(organisationIds, (ids) =>
      this.db.rows<{ organisationId: string; name: string }>(sql`
        SELECT organisation_name.organisation_id AS "organisationId", organisation_name.name
          FROM organisation_name
         WHERE organisation_name.organisation_id IN (${list(ids)})`),
    );
    const codes = await this.#inChunks(organisationIds, (ids) =>
      this.db.rows<{ organisationId: string; scheme: string; value: string }>(sql`
        SELECT organisation_code.organisation_id AS "organisationId", organisation_code.scheme, organisation_code.value
          FROM organisation_code
         WHERE organisation_code.organisation_id IN (${list(ids)})`),
    );
    const namesOf = groupBy(names, ({ organisationId }) => organisationId);
    const codesOf = groupBy(codes, ({ organisationId }) => organisationId);
    return rows.map((row) => ({
      ...row,
      names: (namesOf.get(row.id) ?? []).map(({ name }) => name),
      codes: codesOf.get(row.id) ?? [],
    }));
  }

  /** Steps of one kind that these bodies have on the record. */
  async stepsOf(organisationIds: readonly string[], kind: string): Promise<HeldStep[]> {
    return this.#inChunks(organisationIds, (ids) =>
      this.db.rows<HeldStep>(sql`
        SELECT intervention.id, intervention.organisation_id AS "organisationId", intervention.text,
               intervention.started_on AS "startedOn"
          FROM intervention
         WHERE intervention.organisation_id IN (${list(ids)})
           AND intervention.kind = ${kind}
           AND intervention.withdrawn_at IS NULL`),
    );
  }

  /** How many rows the last file of this publication had; null where none was brought in. */
  async rowsOfLastImport(profile: string): Promise<number | null> {
    const row = await this.db.row<{ rows: number }>(sql`
      SELECT import_batch.rows_read AS "rows"
        FROM import_batch
       WHERE import_batch.profile = ${profile}
       ORDER BY import_batch.imported_at DESC, import_batch.ref DESC
       LIMIT 1`);
    return row?.rows ?? null;
  }

  /** How good each grade is, the worst first: keys mean the same on every scale that has them. */
  async gradeOrder(): Promise<Map<string, number>> {
    const rows = await this.db.rows<{ grade: string; place: number }>(sql`
      SELECT rating_grade."key" AS grade, CAST(min(rating_grade.ordinal) AS integer) AS place
        FROM rating_grade
       GROUP BY rating_grade."key"`);
    return new Map(rows.map(({ grade, place }) => [grade, place]));
  }

  async #inChunks<Row>(ids: readonly string[], ask: (some: readonly string[]) => Promise<Row[]>): Promise<Row[]> {
    const rows: Row[] = [];
    for (let start = 0; start < ids.length; start += idsPerQuery)
      rows.push(...(await ask(ids.slice(start, start + idsPerQuery))));
    return rows;
  }
}
