import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { DigestBody, DigestNews } from '../domain/digest-letter.js';

export type Watcher = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly since: string;
};

/** Whom to write to, and what became public about what they watch. */
@Injectable()
export class DigestQueries {
  constructor(private readonly db: Database) {}

  /** People who watch anything and have not said that they want no letters; since when they watch. */
  watchers(): Promise<Watcher[]> {
    return this.db.rows<Watcher>(sql`
      SELECT account.id AS "accountId", account.name, account.email, min(watch.since) AS since
        FROM watch
        JOIN account ON account.id = watch.account_id AND account.status = 'active'
        LEFT JOIN digest ON digest.account_id = watch.account_id
       WHERE coalesce(digest.is_wanted, 1) = 1
       GROUP BY account.id, account.name, account.email
       ORDER BY account.id`);
  }

  bodies(accountId: string): Promise<DigestBody[]> {
    return this.db.rows<DigestBody>(sql`
      SELECT organisation.id AS "organisationId", organisation.name, organisation.slug
        FROM watch
        JOIN organisation ON organisation.id = watch.organisation_id
       WHERE watch.account_id = ${accountId}
         AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name, organisation.id`);
  }

  /** What all may read that they could not read before `from`; what comes at the very moment `until` is told next time. */
  news(organisationIds: readonly string[], from: string, until: string): Promise<DigestNews[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    const bodies = list(organisationIds);
    return this.db.rows<DigestNews>(sql`
      SELECT news.organisation_id AS "organisationId", news.what, news.title, news.href
        FROM (
          SELECT inspection.organisation_id, 'Inspection' AS what,
                 inspection.subject || coalesce(': ' || inspection.overall_label, '') AS title,
                 '/inspections/' || inspection.ref AS href, inspection.published_at
            FROM inspection
           WHERE inspection.visibility = 'public' AND inspection.withdrawn_at IS NULL
           UNION ALL
          SELECT failure_episode.organisation_id, 'Failure episode', failure_episode.title,
                 '/episodes/' || failure_episode.ref, failure_episode.published_at
            FROM failure_episode
           WHERE failure_episode.visibility = 'public' AND failure_episode.withdrawn_at IS NULL
           UNION ALL
          SELECT intervention.organisation_id, 'Intervention', intervention.type_text,
                 '/organisations/' || organisation.slug || '/timeline', intervention.published_at
            FROM intervention
            JOIN organisation ON organisation.id = intervention.organisation_id
           WHERE intervention.visibility = 'public' AND intervention.withdrawn_at IS NULL
           UNION ALL
          SELECT warning_sign.organisation_id, 'Warning sign', substr(warning_sign.text, 1, 200),
                 '/organisations/' || organisation.slug || '/timeline', warning_sign.published_at
            FROM warning_sign
            JOIN organisation ON organisation.id = warning_sign.organisation_id
           WHERE warning_sign.visibility = 'public' AND warning_sign.withdrawn_at IS NULL
           UNION ALL
          SELECT plan.organisation_id, 'Plan', plan.title || ', version ' || plan_version.number,
                 '/organisations/' || organisation.slug || '/plan', plan_version.published_at
            FROM plan_version
            JOIN plan ON plan.id = plan_version.plan_id
            JOIN organisation ON organisation.id = plan.organisation_id
           WHERE plan_version.visibility = 'public' AND plan.withdrawn_at IS NULL
             AND plan_version.withdrawn_at IS NULL
           UNION ALL
          SELECT deadline.organisation_id, 'Deadline', deadline.text || ', by ' || deadline.due_on, '/deadlines',
                 deadline.published_at
            FROM deadline
           WHERE deadline.visibility = 'public' AND deadline.withdrawn_at IS NULL
        ) AS news
       WHERE news.organisation_id IN (${bodies}) AND news.published_at >= ${from} AND news.published_at < ${until}
       ORDER BY news.published_at, news.href, news.title`);
  }
}
