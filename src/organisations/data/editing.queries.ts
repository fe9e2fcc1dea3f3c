import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import type { EditableOrganisationRow, PostRow } from './editing.row.js';

const columns = fixed(`organisation.id, organisation.ref, organisation.slug, organisation.name, organisation.kind,
             organisation.kind_text AS "kindText", organisation.sector, organisation.region, organisation.country,
             organisation.parent_id AS "parentId", parent.name AS "parentName", parent.slug AS "parentSlug",
             organisation.opened_on AS "openedOn", organisation.closed_on AS "closedOn",
             organisation.status_note AS "statusNote", organisation.website, organisation.version`);

const postColumns = fixed(`post_holding.id, post_holding.organisation_id AS "organisationId", post_holding.post,
             post_holding.holder_name AS "holderName", post_holding.started_on AS "startedOn",
             post_holding.ended_on AS "endedOn", post_holding.interim,
             post_holding.leaving_planned AS "leavingPlanned", post_holding.version`);

/** What is saved of a body, for whoever is about to change it. */
@Injectable()
export class EditingQueries {
  constructor(private readonly db: Database) {}

  bySlug(slug: string): Promise<EditableOrganisationRow | null> {
    return this.#one(sql`organisation.slug = ${slug}`);
  }

  byId(id: string): Promise<EditableOrganisationRow | null> {
    return this.#one(sql`organisation.id = ${id}`);
  }

  /** The body that these words name: its address, its reference, or its whole name where no other has that. */
  async named(words: string): Promise<{ readonly id: string; readonly name: string } | null> {
    const rows = await this.db.rows<{ id: string; name: string; exact: number }>(sql`
      SELECT organisation.id, organisation.name,
             CASE WHEN organisation.slug = ${words} OR organisation.ref = ${words} THEN 1 ELSE 0 END AS "exact"
        FROM organisation
       WHERE organisation.withdrawn_at IS NULL
         AND (organisation.slug = ${words} OR organisation.ref = ${words} OR organisation.name = ${words})
       ORDER BY "exact" DESC
       LIMIT 2`);
    const [first, second] = rows;
    return first && (first.exact === 1 || !second) ? { id: first.id, name: first.name } : null;
  }

  async aliases(id: string): Promise<string[]> {
    const rows = await this.db.rows<{ name: string }>(sql`
      SELECT organisation_name.name
        FROM organisation_name
       WHERE organisation_name.organisation_id = ${id} AND organisation_name.kind = 'alias'
       ORDER BY organisation_name.name`);
    return rows.map(({ name }) => name);
  }

  codes(id: string): Promise<{ id: string; scheme: string; value: string }[]> {
    return this.db.rows(sql`
      SELECT organisation_code.id, organisation_code.scheme, organisation_code.value
        FROM organisation_code
       WHERE organisation_code.organisation_id = ${id}
       ORDER BY organisation_code.scheme, organisation_code.value`);
  }

  /** Posts that are open to see, the present holders first. */
  posts(id: string): Promise<PostRow[]> {
    return this.db.rows<PostRow>(sql`
      SELECT ${postColumns}
        FROM post_holding
       WHERE post_holding.organisation_id = ${id} AND post_holding.withdrawn_at IS NULL
       ORDER BY CASE WHEN post_holding.ended_on IS NULL THEN 0 ELSE 1 END, post_holding.started_on DESC, post_holding.id`);
  }

  post(id: string): Promise<PostRow | null> {
    return this.db.row<PostRow>(sql`
      SELECT ${postColumns}
        FROM post_holding
       WHERE post_holding.id = ${id} AND post_holding.withdrawn_at IS NULL`);
  }

  /** The bodies above one, up to the top: so that none becomes a part of itself. */
  async above(id: string): Promise<string[]> {
    const found: string[] = [];
    for (let next: string | null = id; next !== null && found.length < 50;) {
      const row: { parentId: string | null } | null = await this.db.row(sql`
        SELECT organisation.parent_id AS "parentId" FROM organisation WHERE organisation.id = ${next}`);
      next = row?.parentId ?? null;
      if (next) found.push(next);
    }
    return found;
  }

  /** Which of these codes another body carries. */
  async takenCodes(id: string, codes: readonly { readonly scheme: string; readonly value: string }[]) {
    if (codes.length === 0) return [];
    const rows = await this.db.rows<{ scheme: string; value: string }>(sql`
      SELECT organisation_code.scheme, organisation_code.value
        FROM organisation_code
       WHERE organisation_code.value IN (${list(codes.map(({ value }) => value))})
         AND organisation_code.scheme IN (${list(codes.map(({ scheme }) => scheme))})
         AND organisation_code.organisation_id <> ${id}`);
    const wanted = new Set(codes.map(({ scheme, value }) => `${scheme} ${value}`));
    return rows.filter(({ scheme, value }) => wanted.has(`${scheme} ${value}`));
  }

  #one(condition: Sql): Promise<EditableOrganisationRow | null> {
    return this.db.row<EditableOrganisationRow>(sql`
      SELECT ${columns}
        FROM organisation
        LEFT JOIN organisation AS parent ON parent.id = organisation.parent_id
       WHERE ${condition} AND organisation.withdrawn_at IS NULL`);
  }
}
