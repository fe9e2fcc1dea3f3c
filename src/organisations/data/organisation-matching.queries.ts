import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, sql } from '../../database/sql.js';

export type CodeMatch = { organisationId: string; scheme: string; value: string };
export type NameMatch = { organisationId: string; folded: string; kind: string };
export type OrganisationFacts = {
  id: string;
  ref: string;
  slug: string;
  name: string;
  kind: string;
  sector: string;
  region: string | null;
  parentId: string | null;
};

/** What is on the record already, for those who are about to add to it. */
@Injectable()
export class OrganisationMatchingQueries {
  constructor(private readonly db: Database) {}

  /** Bodies that carry one of these values in one of the schemes: check the pair, both are given back. */
  async byCodes(codes: readonly { readonly scheme: string; readonly value: string }[]): Promise<CodeMatch[]> {
    const wanted = new Set(codes.map(({ scheme, value }) => JSON.stringify([scheme, value])));
    const rows = await inChunks([...new Set(codes.map(({ value }) => value))], (values) =>
      this.db.rows<CodeMatch>(sql`
        SELECT organisation_code.organisation_id AS "organisationId", organisation_code.scheme, organisation_code.value
          FROM organisation_code
          JOIN organisation ON organisation.id = organisation_code.organisation_id
         WHERE organisation_code.scheme IN (${list([...new Set(codes.map(({ scheme }) => scheme))])})
           AND organisation_code.value IN (${list(values)})
           AND organisation.withdrawn_at IS NULL
         ORDER BY organisation.ref`),
    );
    return rows.filter(({ scheme, value }) => wanted.has(JSON.stringify([scheme, value])));
  }

  /** Bodies that have or had one of these names (as `matchingName` reduces them), with what each body is. */
  async byNames(folded: readonly string[]): Promise<NameMatch[]> {
    return inChunks([...new Set(folded)], (values) =>
      this.db.rows<NameMatch>(sql`
        SELECT DISTINCT organisation_name.organisation_id AS "organisationId", organisation_name.folded,
               organisation.kind, organisation.ref
          FROM organisation_name
          JOIN organisation ON organisation.id = organisation_name.organisation_id
         WHERE organisation_name.folded IN (${list(values)})
           AND organisation.withdrawn_at IS NULL
         ORDER BY organisation.ref`),
    );
  }

  async byIds(ids: readonly string[]): Promise<OrganisationFacts[]> {
    return inChunks(ids, (values) =>
      this.db.rows<OrganisationFacts>(sql`
        SELECT organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
               organisation.sector, organisation.region, organisation.parent_id AS "parentId"
          FROM organisation
         WHERE organisation.id IN (${list(values)})`),
    );
  }

  /** Those of these bodies that all may see. */
  async openByIds(ids: readonly string[]): Promise<OrganisationFacts[]> {
    return inChunks(ids, (values) =>
      this.db.rows<OrganisationFacts>(sql`
        SELECT organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
               organisation.sector, organisation.region, organisation.parent_id AS "parentId"
          FROM organisation
         WHERE organisation.id IN (${list(values)})
           AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL`),
    );
  }

  /** The next bodies by their ids, for whoever goes through all of them. */
  async idsAfter(id: string, limit: number): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(sql`
      SELECT organisation.id FROM organisation WHERE organisation.id > ${id} ORDER BY organisation.id LIMIT ${limit}`);
    return rows.map((row) => row.id);
  }

  /** Parts of these bodies that are judged in their own right. */
  async servicesWithin(ids: readonly string[]): Promise<OrganisationFacts[]> {
    return inChunks(ids, (values) =>
      this.db.rows<OrganisationFacts>(sql`
        SELECT organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
               organisation.sector, organisation.region, organisation.parent_id AS "parentId"
          FROM organisation
         WHERE organisation.parent_id IN (${list(values)})
           AND organisation.kind = 'council_service'
           AND organisation.withdrawn_at IS NULL
         ORDER BY organisation.ref`),
    );
  }

  /** Which of these parts of addresses lead to a body, now or formerly. */
  async takenSlugs(slugs: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await inChunks(slugs, (values) =>
      this.db.rows<{ slug: string }>(sql`
        SELECT organisation.slug FROM organisation WHERE organisation.slug IN (${list(values)})
         UNION
        SELECT organisation_slug.slug FROM organisation_slug WHERE organisation_slug.slug IN (${list(values)})`),
    );
    return new Set(rows.map(({ slug }) => slug));
  }

  /** Names and codes of these bodies, for the index and to add none twice. */
  async namesOf(ids: readonly string[]): Promise<{ organisationId: string; name: string; kind: string }[]> {
    return inChunks(ids, (values) =>
      this.db.rows<{ organisationId: string; name: string; kind: string }>(sql`
        SELECT organisation_name.organisation_id AS "organisationId", organisation_name.name, organisation_name.kind
          FROM organisation_name
         WHERE organisation_name.organisation_id IN (${list(values)})
         ORDER BY organisation_name.id`),
    );
  }

  async codesOf(ids: readonly string[]): Promise<CodeMatch[]> {
    return inChunks(ids, (values) =>
      this.db.rows<CodeMatch>(sql`
        SELECT organisation_code.organisation_id AS "organisationId", organisation_code.scheme, organisation_code.value
          FROM organisation_code
         WHERE organisation_code.organisation_id IN (${list(values)})
         ORDER BY organisation_code.scheme, organisation_code.value`),
    );
  }

  async gapsOf(ids: readonly string[]): Promise<{ organisationId: string; text: string; position: number }[]> {
    return inChunks(ids, (values) =>
      this.db.rows<{ organisationId: string; text: string; position: number }>(sql`
        SELECT organisation_gap.organisation_id AS "organisationId", organisation_gap.text, organisation_gap.position
          FROM organisation_gap
         WHERE organisation_gap.organisation_id IN (${list(values)})`),
    );
  }

  async linksFrom(ids: readonly string[]): Promise<{ id: string; fromId: string; toId: string; type: string }[]> {
    return inChunks(ids, (values) =>
      this.db.rows<{ id: string; fromId: string; toId: string; type: string }>(sql`
        SELECT organisation_link.id, organisation_link.from_id AS "fromId", organisation_link.to_id AS "toId", organisation_link.type
          FROM organisation_link
         WHERE organisation_link.from_id IN (${list(values)})
           AND organisation_link.withdrawn_at IS NULL`),
    );
  }

  async areThereAny(): Promise<boolean> {
    return (await this.db.row(sql`SELECT organisation.id FROM organisation LIMIT 1`)) !== null;
  }
}
