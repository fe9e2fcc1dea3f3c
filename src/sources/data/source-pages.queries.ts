import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql, where } from '../../database/sql.js';
import type { SourceListRow } from './source-pages.row.js';

export type SourceFilter = { readonly kinds: readonly string[]; readonly text: string | null };

/** Counting stops here: nobody reads past it, and a count is the one thing that grows with the data. */
export const countedTo = 1_000;

const batchSize = 1_000;

const columns = fixed(`source.id, source.ref, source.title, source.publisher, source.published_on AS "publishedOn",
       source.accessed_on AS "accessedOn", source.url, source.archive_url AS "archiveUrl", source.licence, source.kind,
       source.tier, source.supports, source.verified,
       (SELECT CAST(count(*) AS integer)
          FROM (SELECT 1 AS one FROM source_link WHERE source_link.source_id = source.id LIMIT ${countedTo + 1}) AS cited)
       AS "facts"`);

/** Text that LIKE takes as it stands. */
const anywhere = (text: string): string => `%${text.toLowerCase().replaceAll(/[!%_]/g, '!$&')}%`;

function matching({ kinds, text }: SourceFilter, after: string | null = null): Sql {
  const pattern = text ? anywhere(text) : null;
  return where([
    sql`source.visibility = 'public'`,
    sql`source.withdrawn_at IS NULL`,
    kinds.length > 0 ? sql`source.kind IN (${list(kinds)})` : null,
    pattern
      ? sql`(lower(source.title) LIKE ${pattern} ESCAPE '!' OR lower(coalesce(source.publisher, '')) LIKE ${pattern} ESCAPE '!')`
      : null,
    after === null ? null : sql`source.ref > ${after}`,
  ]);
}

@Injectable()
export class SourcePagesQueries {
  constructor(private readonly db: Database) {}

  /** One page of the list, in the order in which the sources were recorded: no list has to be sorted for it. */
  page(filter: SourceFilter, { limit, offset }: { limit: number; offset: number }): Promise<SourceListRow[]> {
    return this.db.rows<SourceListRow>(sql`
      SELECT ${columns}
        FROM source${matching(filter)}
       ORDER BY source.ref
       LIMIT ${limit} OFFSET ${offset}`);
  }

  /** How many match, counted up to one more than `countedTo`. */
  async count(filter: SourceFilter): Promise<number> {
    const row = await this.db.row<{ count: number }>(sql`
      SELECT CAST(count(*) AS integer) AS "count"
        FROM (SELECT 1 AS one FROM source${matching(filter)} LIMIT ${countedTo + 1}) AS found`);
    return row?.count ?? 0;
  }

  /** All that match, a thousand at a time in the order of their references, for a download. */
  async *all(
    filter: SourceFilter,
    { size = batchSize, from = '' }: { readonly size?: number; readonly from?: string } = {},
  ): AsyncGenerator<readonly SourceListRow[]> {
    for (let after = from; ;) {
      const rows = await this.db.rows<SourceListRow>(sql`
        SELECT ${columns} FROM source${matching(filter, after)} ORDER BY source.ref LIMIT ${size}`);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < size) return;
      after = last.ref;
    }
  }
}
