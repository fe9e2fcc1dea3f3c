import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';

/** Just enough of a body to head a page about it. */
export type BodyRow = { readonly id: string; readonly slug: string; readonly name: string };

/** Bodies that everybody may know of. */
@Injectable()
export class BodiesQueries {
  constructor(private readonly db: Database) {}

  async bySlug(slug: string): Promise<BodyRow | null> {
    return this.db.row<BodyRow>(sql`
      SELECT organisation.id, organisation.slug, organisation.name
        FROM organisation
       WHERE organisation.slug = ${slug} AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL`);
  }

  async byId(id: string): Promise<BodyRow | null> {
    return this.db.row<BodyRow>(sql`
      SELECT organisation.id, organisation.slug, organisation.name
        FROM organisation
       WHERE organisation.id = ${id} AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL`);
  }

  /** Those of these ids, by name. */
  async among(ids: readonly string[]): Promise<BodyRow[]> {
    if (ids.length === 0) return [];
    return this.db.rows<BodyRow>(sql`
      SELECT organisation.id, organisation.slug, organisation.name
        FROM organisation
       WHERE organisation.id IN (${list(ids)})
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name, organisation.id`);
  }
}
