import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';

export type WatchedBody = { readonly name: string; readonly slug: string; readonly since: string };

/** What people watch, by the names of the bodies. */
@Injectable()
export class WatchingQueries {
  constructor(private readonly db: Database) {}

  of(accountId: string): Promise<WatchedBody[]> {
    return this.db.rows<WatchedBody>(sql`
      SELECT organisation.name, organisation.slug, watch.since
        FROM watch
        JOIN organisation ON organisation.id = watch.organisation_id
       WHERE watch.account_id = ${accountId}
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name, organisation.id`);
  }

  /** The id of a body that all may see, by its address. */
  async idOf(slug: string): Promise<string | null> {
    const row = await this.db.row<{ id: string }>(sql`
      SELECT organisation.id
        FROM organisation
       WHERE organisation.slug = ${slug}
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL`);
    return row?.id ?? null;
  }
}
