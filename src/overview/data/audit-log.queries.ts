import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql, where } from '../../database/sql.js';
import type { AuditLogFilter, AuditLogRow } from './audit-log.row.js';

const batchSize = 500;

type Page = { readonly limit: number; readonly before?: number | null };

const among = (column: Sql, values: readonly string[] | null): Sql | null => {
  if (values === null) return null;
  return values.length === 0 ? fixed('1 = 0') : sql`${column} IN (${list(values)})`;
};

/** What bodies have that is public or their own board's: inspections only once they are published. */
const objectsOf = (organisationIds: readonly string[]): Sql => {
  const these = list(organisationIds);
  return sql`
               SELECT 'organisation' AS entity, organisation.id AS entity_id
                 FROM organisation WHERE organisation.id IN (${these})
               UNION ALL
               SELECT 'inspection' AS entity, inspection.id AS entity_id FROM inspection
                WHERE inspection.organisation_id IN (${these}) AND inspection.visibility = 'public'
               UNION ALL
               SELECT 'failure_episode' AS entity, failure_episode.id AS entity_id FROM failure_episode
                WHERE failure_episode.organisation_id IN (${these})
                  AND failure_episode.visibility IN ('public', 'board')
               UNION ALL
               SELECT 'intervention' AS entity, intervention.id AS entity_id FROM intervention
                WHERE intervention.organisation_id IN (${these}) AND intervention.visibility IN ('public', 'board')
               UNION ALL
               SELECT 'warning_sign' AS entity, warning_sign.id AS entity_id FROM warning_sign
                WHERE warning_sign.organisation_id IN (${these}) AND warning_sign.visibility IN ('public', 'board')
               UNION ALL
               SELECT 'peer_support' AS entity, peer_support.id AS entity_id FROM peer_support
                WHERE peer_support.organisation_id IN (${these}) AND peer_support.visibility IN ('public', 'board')
               UNION ALL
               SELECT 'post_holding' AS entity, post_holding.id AS entity_id FROM post_holding
                WHERE post_holding.organisation_id IN (${these}) AND post_holding.visibility IN ('public', 'board')`;
};

/**
 * Read from the index of the trail by object, so that a small scope never reads a long trail. CROSS JOIN keeps SQLite from
 * beginning with the trail, of which it would read every line about an inspection.
 */
function within({ organisationIds, accountRef }: NonNullable<AuditLogFilter['scope']>): Sql {
  const own = sql`audit_entry.actor = ${accountRef}`;
  if (organisationIds.length === 0) return own;
  return sql`audit_entry.seq IN (
               SELECT line.seq FROM (${objectsOf(organisationIds)}) AS theirs
                CROSS JOIN audit_entry AS line
                WHERE line.entity = theirs.entity AND line.entity_id = theirs.entity_id
               UNION
               SELECT audit_subject.seq FROM (${objectsOf(organisationIds)}) AS theirs
                CROSS JOIN audit_subject
                WHERE audit_subject.entity = theirs.entity AND audit_subject.entity_id = theirs.entity_id
               UNION
               SELECT line.seq FROM audit_entry AS line WHERE line.actor = ${accountRef})`;
}

@Injectable()
export class AuditLogQueries {
  constructor(private readonly db: Database) {}

  /** Lines that match, the latest first. */
  lines(filter: AuditLogFilter, { limit, before = null }: Page): Promise<AuditLogRow[]> {
    return this.db.rows<AuditLogRow>(sql`
      SELECT audit_entry.seq, audit_entry.at, audit_entry.actor, audit_entry.role, audit_entry.action,
             audit_entry.entity, audit_entry.entity_id AS "entityId", audit_entry.request_id AS "requestId",
             audit_entry.hash
        FROM audit_entry${where([
          among(fixed('audit_entry.actor'), filter.actors),
          among(fixed('audit_entry.action'), filter.actions),
          filter.entity === null ? null : sql`audit_entry.entity = ${filter.entity}`,
          filter.from === null ? null : sql`audit_entry.at >= ${filter.from}`,
          filter.until === null ? null : sql`audit_entry.at < ${filter.until}`,
          filter.scope === null ? null : within(filter.scope),
          before === null ? null : sql`audit_entry.seq < ${before}`,
        ])}
       ORDER BY audit_entry.seq DESC
       LIMIT ${limit}`);
  }

  /** All lines that match, a batch at a time. */
  async *all(filter: AuditLogFilter): AsyncGenerator<AuditLogRow[]> {
    let before: number | null = null;
    for (;;) {
      const rows: AuditLogRow[] = await this.lines(filter, { limit: batchSize, before });
      const last = rows.at(-1);
      if (!last) return;
      yield rows;
      before = last.seq;
    }
  }

  /** Everybody who ever did anything: each read from the index once, however long the trail. */
  async actors(): Promise<string[]> {
    const rows = await this.db.rows<{ ref: string }>(sql`
      SELECT account.ref
        FROM account
       WHERE EXISTS (SELECT 1 FROM audit_entry WHERE audit_entry.actor = account.ref)`);
    return rows.map(({ ref }) => ref);
  }

  /** The accounts that somebody may mean by these words: a reference, or a part of a name. */
  async accountsLike(words: string): Promise<string[]> {
    const pattern = `%${words.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const rows = await this.db.rows<{ ref: string }>(sql`
      SELECT account.ref
        FROM account
       WHERE upper(account.ref) = ${words.toUpperCase()} OR lower(account.name) LIKE ${pattern} ESCAPE '\\'
       ORDER BY account.ref
       LIMIT 200`);
    return rows.map(({ ref }) => ref);
  }
}
