import { Injectable } from '@nestjs/common';
import { hasCome } from './record-rows.js';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { LifeLineRow } from '../domain/life-line-of.js';

/** Rows that everybody may see. The table's name is code, never what a person sent. */
const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

const noText = fixed('CAST(NULL AS text)');
const noNumber = fixed('CAST(NULL AS integer)');

/** Everything that stands on the life lines of a page of organisations, in one statement. */
@Injectable()
export class LifeLineQueries {
  constructor(private readonly db: Database) {}

  /**
   * The facts of each organisation's line. To it belong its own, those of the services within it (a council's services,
   * a trust's hospitals), and those of a body that delivers services for it and for nobody else: the same bodies that
   * its standing is told from. A fact comes once for each line that it is on. An organisation without any fact has an
   * empty list.
   */
  async of(organisationIds: readonly string[]): Promise<ReadonlyMap<string, readonly LifeLineRow[]>> {
    const lines = new Map<string, LifeLineRow[]>(organisationIds.map((id) => [id, []]));
    if (organisationIds.length === 0) return lines;
    for (const row of await this.#rows(organisationIds)) lines.get(row.organisationId)?.push(row);
    return lines;
  }

  #rows(organisationIds: readonly string[]): Promise<LifeLineRow[]> {
    const these = list(organisationIds);
    return this.db.rows<LifeLineRow>(sql`
      WITH line (owner_id, member_id) AS (
        SELECT organisation.id, organisation.id
          FROM organisation
         WHERE organisation.id IN (${these}) AND ${open('organisation')}
         UNION
        SELECT organisation.parent_id, organisation.id
          FROM organisation
         WHERE organisation.parent_id IN (${these}) AND organisation.kind IN ('council_service', 'hospital_site') AND ${open('organisation')}
         UNION
        SELECT organisation_link.to_id, organisation_link.from_id
          FROM organisation_link
         WHERE organisation_link.to_id IN (${these}) AND organisation_link.type = 'delivers_for'
           AND ${open('organisation_link')} AND ${ofOpenBody('organisation_link.from_id')}
           AND NOT EXISTS (
                 SELECT 1
                   FROM organisation_link AS elsewhere
                  WHERE elsewhere.from_id = organisation_link.from_id AND elsewhere.type = 'delivers_for'
                    AND elsewhere.to_id <> organisation_link.to_id AND ${open('elsewhere')}
                    AND ${ofOpenBody('elsewhere.to_id')}
               )
      )
      ${judgements} UNION ALL ${episodes} UNION ALL ${interventions} UNION ALL ${plannedEnds}
      UNION ALL ${support} UNION ALL ${warnings} UNION ALL ${posts}`);
  }
}

/*
 * CROSS JOIN holds SQLite to its order: a few bodies first, then their facts by index. Left to itself it walks whole
 * tables and looks the bodies up. PostgreSQL plans it like any other join.
 */

/**
 * Graded inspections, and conclusions in words that are a failure by their framework, one row for each headline, or one row when there is none. The category is the headline where
 * the framework makes it one: its key then stands among the tests of formal failure.
 */
const judgements = sql`
      SELECT line.owner_id AS "organisationId", 'judgement' AS kind, inspection.id AS "recordId",
             COALESCE(judgement.position, 0) AS position, inspection.judged_on AS "startsOn", ${noText} AS "endsOn",
             CASE
               WHEN framework.formal_failure LIKE '%"' || inspection.category_key || '"%' THEN 'failing'
               ELSE COALESCE(rating_grade.band, 'none')
             END AS code,
             COALESCE(judgement.label, rating_grade.label, inspection.overall_label,
               CASE judgement.absence
                 WHEN 'no_such_judgement' THEN NULL
                 WHEN 'not_in_the_source' THEN 'grade not known'
                 WHEN 'unreadable' THEN 'grade not known'
                 WHEN 'removed_from_source' THEN 'grade not known'
                 ELSE CASE WHEN judgement.absence IS NULL THEN NULL ELSE 'not rated' END
               END,
               replace(inspection.category_key, '_', ' ')) AS label,
             inspection.inspectorate_name AS detail, inspection.unit AS unit, COALESCE(inspection.area, framework.episode_area) AS area,
             framework.key AS "frameworkKey", framework.title AS "frameworkTitle", ${noNumber} AS level,
             CASE WHEN EXISTS (
               SELECT 1
                 FROM judgement AS part
                 JOIN rating_grade AS part_grade ON part_grade.id = part.grade_id
                WHERE part.inspection_id = inspection.id AND part.is_overall = 0 AND part.area_key IS NOT NULL
                  AND part_grade.is_failing = 1
             ) THEN 1 ELSE 0 END AS flag,
             inspection.known_on AS "knownOn", ${noText} AS "watchUntil"
        FROM line
       CROSS JOIN inspection
        LEFT JOIN framework ON framework.id = inspection.framework_id
        LEFT JOIN judgement ON judgement.inspection_id = inspection.id AND judgement.is_overall = 1
        LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
       WHERE inspection.organisation_id = line.member_id AND inspection.judged_on IS NOT NULL AND ${open('inspection')}
         AND (inspection.graded = 1 OR framework.formal_failure LIKE '%"' || inspection.category_key || '"%')`;

/** The dates from judgements where judgements tell, otherwise those that a person recorded. */
const episodes = sql`
      SELECT line.owner_id, 'episode', failure_episode.id, 0,
             COALESCE(failure_episode.derived_trigger_on, failure_episode.trigger_on),
             COALESCE(failure_episode.derived_not_failing_on, failure_episode.not_failing_on,
               failure_episode.recovered_on, failure_episode.closed_on),
             CASE
               WHEN COALESCE(failure_episode.derived_not_failing_on, failure_episode.not_failing_on) IS NOT NULL THEN 'not-failing'
               WHEN failure_episode.recovered_on IS NOT NULL THEN 'recovered'
               WHEN failure_episode.closed_on IS NOT NULL THEN 'closed'
               ELSE 'open'
             END,
             failure_episode.title, COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id),
             failure_episode.unit, failure_episode.area, ${noText}, ${noText},
             ${noNumber},
             CASE WHEN COALESCE(failure_episode.relapse_of_id, failure_episode.derived_relapse_of_id) IS NULL THEN 0 ELSE 1 END,
             failure_episode.known_on, failure_episode.watch_until
        FROM line
       CROSS JOIN failure_episode
       WHERE failure_episode.organisation_id = line.member_id AND ${open('failure_episode')}
         AND COALESCE(failure_episode.close_reason, '') <> 'entered_in_error'`;

const interventions = sql`
      SELECT line.owner_id, 'intervention', intervention.id, 0, intervention.started_on, intervention.ended_on, ${noText},
             intervention.type_text, intervention.authority, ${noText}, ${noText}, ${noText}, ${noText},
             intervention.level, 0, intervention.known_on, ${noText}
        FROM line
       CROSS JOIN intervention
       WHERE intervention.organisation_id = line.member_id AND ${open('intervention')}`;

/** An announcement is known from the day it was made; one without a date, from when the intervention was known. */
const plannedEnds = sql`
      SELECT line.owner_id, 'planned-end', intervention.id, planned_end.position, planned_end.announced_on,
             planned_end.planned_end_on, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText},
             ${noNumber}, 0, COALESCE(planned_end.announced_on, intervention.known_on), ${noText}
        FROM line
       CROSS JOIN intervention
        JOIN planned_end ON planned_end.intervention_id = intervention.id
       WHERE intervention.organisation_id = line.member_id AND ${open('intervention')}`;

const support = sql`
      SELECT line.owner_id, 'support', peer_support.id, 0, COALESCE(peer_support.started_on, peer_support.agreed_on),
             peer_support.ended_on, ${noText}, peer_support.provider,
             CASE WHEN peer_support.same_as_kind = 'intervention' THEN peer_support.same_as_id END,
             ${noText}, ${noText}, ${noText}, ${noText}, ${noNumber}, 0, peer_support.known_on, ${noText}
        FROM line
       CROSS JOIN peer_support
       WHERE peer_support.organisation_id = line.member_id AND ${open('peer_support')} AND ${hasCome}`;

const warnings = sql`
      SELECT line.owner_id, 'warning', warning_sign.id, 0, warning_sign.occurred_on, ${noText}, warning_sign.kind,
             ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noNumber}, 0, warning_sign.known_on,
             ${noText}
        FROM line
       CROSS JOIN warning_sign
       WHERE warning_sign.organisation_id = line.member_id AND ${open('warning_sign')}`;

const posts = sql`
      SELECT line.owner_id, 'post', post_holding.id, 0, post_holding.started_on, post_holding.ended_on,
             post_holding.post, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noNumber},
             COALESCE(post_holding.interim, 0), post_holding.known_on, ${noText}
        FROM line
       CROSS JOIN post_holding
       WHERE post_holding.organisation_id = line.member_id AND ${open('post_holding')}`;
