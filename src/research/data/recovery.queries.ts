import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { RecoveryFactRow, RecoveryRow, SeriesRow } from '../domain/recovery-record.js';

const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

/** The columns of a framework where a row tells of something else. */
const noFramework = fixed('NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL');

type BesideRow = RecoveryFactRow | (SeriesRow & { readonly kind: 'framework' });

/**
 * Everything that time to recovery is worked out from, in two statements however many episodes there are. Only what
 * everybody may see, of bodies that everybody may see.
 */
@Injectable()
export class RecoveryQueries {
  constructor(private readonly db: Database) {}

  /** For remembering what was read only as long as nothing is committed. */
  dataVersion(): Promise<string> {
    return this.db.version();
  }

  /** All episodes but those that were entered in error, the earliest trigger first. */
  episodes(): Promise<RecoveryRow[]> {
    return this.db.rows<RecoveryRow>(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title, failure_episode.origin,
             failure_episode.area, failure_episode.unit,
             failure_episode.organisation_id AS "organisationId", organisation.name AS organisation, organisation.slug, organisation.sector,
             organisation.kind, organisation.region, started.framework_id AS "frameworkId",
             ended.framework_id AS "endFrameworkId", failure_episode.trigger_kind AS "triggerKind",
             COALESCE(failure_episode.derived_trigger_on, failure_episode.trigger_on) AS "triggerOn",
             COALESCE(failure_episode.derived_not_failing_on, failure_episode.not_failing_on) AS "notFailingOn",
             COALESCE(failure_episode.derived_good_on, failure_episode.good_on) AS "goodOn",
             failure_episode.recovered_on AS "recoveredOn",
             failure_episode.intervention_ended_on AS "interventionEndedOn",
             failure_episode.closed_on AS "closedOn", failure_episode.close_reason AS "closeReason",
             organisation.closed_on AS "bodyClosedOn",
             (SELECT min(organisation_link.type)
                FROM organisation_link
               WHERE organisation_link.from_id = organisation.id AND ${open('organisation_link')}
                 AND organisation_link.type IN ('merged_into', 'acquired_by', 'absorbed_by', 'transferred_to', 'replaced_by')
             ) AS "bodyWent",
             (SELECT max(later.judged_day)
                FROM inspection AS later
                JOIN framework ON framework.id = later.framework_id
               WHERE later.organisation_id = failure_episode.organisation_id AND ${open('later')} AND later.graded = 1
                 AND later.judged_day > failure_episode.trigger_day
                 AND (ended.judged_day IS NULL OR later.judged_day < ended.judged_day)
                 AND framework.episode_area = failure_episode.area
                 AND COALESCE(later.unit, '') = COALESCE(failure_episode.unit, '')
             ) AS "lastFailingDay",
             failure_episode.status, failure_episode.state,
             COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id) AS "relapseOfId"
        FROM failure_episode
       CROSS JOIN organisation
        LEFT JOIN inspection AS started
          ON started.id = COALESCE(failure_episode.derived_trigger_inspection_id, failure_episode.trigger_inspection_id)
         AND ${open('started')}
        LEFT JOIN inspection AS ended
          ON ended.id = COALESCE(failure_episode.derived_not_failing_inspection_id, failure_episode.not_failing_inspection_id)
         AND ${open('ended')}
       WHERE failure_episode.trigger_day >= '0001-01-01' AND ${open('failure_episode')}
         AND organisation.id = failure_episode.organisation_id AND ${open('organisation')}
         AND COALESCE(failure_episode.close_reason, '') <> 'entered_in_error'
       ORDER BY failure_episode.trigger_day, failure_episode.id`);
  }

  /**
   * What else may set episodes apart, and every framework with the days of the last judgements under it up to today
   * (null where there is none): in one statement, though they are not alike. An index is walked of each fact, since no
   * list of everything is.
   */
  async beside(today: CalendarDay): Promise<{
    readonly facts: readonly RecoveryFactRow[];
    readonly frameworks: readonly SeriesRow[];
  }> {
    const rows = await this.db.rows<BesideRow>(sql`
      SELECT 'intervention' AS kind, episode_fact.episode_id AS "episodeId", NULL AS "organisationSlug",
             COALESCE(episode_fact.level, intervention.level) AS level, intervention.started_on AS "startedOn",
             intervention.ended_on AS "endedOn", NULL AS id, NULL AS key, NULL AS title, NULL AS inspectorate,
             NULL AS area, NULL AS sectors, NULL AS scale, NULL AS "scaleLabel", NULL AS "effectiveFrom",
             NULL AS "lastDay", NULL AS "publishedDay"
        FROM episode_fact
       CROSS JOIN intervention
       WHERE episode_fact.episode_id > '' AND episode_fact.record_kind = 'intervention'
         AND intervention.id = episode_fact.record_id AND ${open('intervention')}
       UNION ALL
      SELECT 'peer', NULL, organisation.slug, NULL, COALESCE(peer_support.started_on, peer_support.agreed_on),
             peer_support.ended_on, ${noFramework}
        FROM peer_support
       CROSS JOIN organisation
       WHERE peer_support.organisation_id > '' AND organisation.id = peer_support.organisation_id
         AND ${open('peer_support')} AND ${open('organisation')}
       UNION ALL
      SELECT 'structure', NULL, organisation.slug, NULL, structural_change.occurred_on, NULL, ${noFramework}
        FROM structural_change
       CROSS JOIN organisation
       WHERE structural_change.organisation_id > '' AND organisation.id = structural_change.organisation_id
         AND ${open('structural_change')} AND ${open('organisation')}
       UNION ALL
      SELECT 'framework', NULL, NULL, NULL, NULL, NULL, framework.id, framework.key, framework.title, inspectorate.name,
             framework.episode_area, framework.sectors, rating_scale.key, rating_scale.label, framework.effective_from,
             (SELECT inspection.judged_day
                FROM inspection
               WHERE inspection.framework_id = framework.id AND inspection.judged_day <= ${today}
                 AND ${open('inspection')}
               ORDER BY inspection.judged_day DESC
               LIMIT 1),
             (SELECT inspection.judged_day
                FROM inspection
               WHERE inspection.framework_id = framework.id AND inspection.judged_day <= ${today}
                 AND inspection.import_batch_id IS NOT NULL AND ${open('inspection')}
               ORDER BY inspection.judged_day DESC
               LIMIT 1)
        FROM framework
        JOIN inspectorate ON inspectorate.id = framework.inspectorate_id
        LEFT JOIN rating_scale ON rating_scale.id = framework.scale_id`);
    return {
      facts: rows.filter((row) => row.kind !== 'framework'),
      frameworks: rows.filter((row) => row.kind === 'framework'),
    };
  }
}
