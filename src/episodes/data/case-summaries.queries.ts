import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, sql } from '../../database/sql.js';
import type { CaseSummaryRow, SourceCountRow, SummarisedCaseRow } from './case-summary.row.js';

const columns = fixed(`case_summary.id, case_summary.episode_id AS "episodeId", case_summary.edition,
             case_summary.status, case_summary.text, case_summary.why, case_summary.remarks,
             case_summary.drafted_by AS "draftedBy", case_summary.drafted_at AS "draftedAt",
             case_summary.checked_by AS "checkedBy", case_summary.checked_at AS "checkedAt",
             case_summary.notified_on AS "notifiedOn", case_summary.publishable_on AS "publishableOn",
             case_summary.published_by AS "publishedBy", case_summary.published_at AS "publishedAt",
             case_summary.version`);

@Injectable()
export class CaseSummariesQueries {
  constructor(private readonly db: Database) {}

  /** A case that everybody may see. */
  case(ref: string): Promise<SummarisedCaseRow | null> {
    return this.db.row<SummarisedCaseRow>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title,
             failure_episode.organisation_id AS "organisationId", organisation.name AS "organisation",
             organisation.country
        FROM failure_episode
        JOIN organisation ON organisation.id = failure_episode.organisation_id
       WHERE failure_episode.ref = ${ref} AND failure_episode.visibility = 'public'
         AND failure_episode.withdrawn_at IS NULL AND organisation.visibility = 'public'
         AND organisation.withdrawn_at IS NULL`);
  }

  /** Every edition of a case, the latest first. */
  of(episodeId: string): Promise<CaseSummaryRow[]> {
    return this.db.rows<CaseSummaryRow>(sql`
      SELECT ${columns}
        FROM case_summary
       WHERE case_summary.episode_id = ${episodeId}
       ORDER BY case_summary.edition DESC`);
  }

  /** Those that everybody reads, the latest first. */
  publishedOf(episodeRef: string): Promise<CaseSummaryRow[]> {
    return this.db.rows<CaseSummaryRow>(sql`
      SELECT ${columns}
        FROM case_summary
        JOIN failure_episode ON failure_episode.id = case_summary.episode_id
       WHERE failure_episode.ref = ${episodeRef} AND case_summary.status IN ('published', 'superseded')
       ORDER BY case_summary.edition DESC`);
  }

  /** What the case and the inspections, interventions and signs of its body that belong to it rest on. */
  async sources(episodeId: string): Promise<SourceCountRow> {
    const row = await this.db.row<SourceCountRow>(sql`
      SELECT CAST(count(*) AS integer) AS "sources",
             CAST(coalesce(sum(CASE WHEN source.kind IN ('primary', 'official') THEN 1 ELSE 0 END), 0) AS integer) AS "official"
        FROM source
       WHERE source.visibility = 'public' AND source.withdrawn_at IS NULL
         AND source.id IN (
               SELECT source_link.source_id FROM source_link
                WHERE source_link.record_kind = 'episode' AND source_link.record_id = ${episodeId}
               UNION
               SELECT source_link.source_id
                 FROM episode_fact
                 JOIN source_link ON source_link.record_id = episode_fact.id
                WHERE source_link.record_kind = 'episode_fact' AND episode_fact.episode_id = ${episodeId}
               UNION
               SELECT source_link.source_id
                 FROM episode_fact
                 JOIN source_link ON source_link.record_id = episode_fact.record_id
                  AND source_link.record_kind = episode_fact.record_kind
                WHERE episode_fact.episode_id = ${episodeId}
               UNION
               SELECT source_link.source_id
                 FROM failure_episode
                 JOIN source_link ON source_link.record_kind = 'inspection'
                  AND source_link.record_id IN (failure_episode.derived_trigger_inspection_id,
                                                failure_episode.derived_not_failing_inspection_id,
                                                failure_episode.derived_good_inspection_id)
                WHERE failure_episode.id = ${episodeId})`);
    return row ?? { sources: 0, official: 0 };
  }
}
