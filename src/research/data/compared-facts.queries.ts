import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { ComparedRow } from '../domain/compared-record.js';

/** Rows that everybody may see. The table's name is code, never what a person sent. */
const open = (table: string): Sql => fixed(`${table}.visibility = 'public' AND ${table}.withdrawn_at IS NULL`);

const noText = fixed('CAST(NULL AS text)');
const noNumber = fixed('CAST(NULL AS integer)');

/** Everything that stands in the lanes of a comparison, in one statement. Only what everybody may see. */
@Injectable()
export class ComparedFactsQueries {
  constructor(private readonly db: Database) {}

  /**
   * The facts of each case, by the id of its episode: of its body, of the services within it, of who delivers for it
   * and for nobody else; and what was put down as a fact of the episode, of whichever body. Not yet narrowed to the
   * part of the work that failed: `factsOfCase` does that.
   */
  async of(episodeIds: readonly string[]): Promise<readonly ComparedRow[]> {
    if (episodeIds.length === 0) return [];
    const these = list(episodeIds);
    return this.db.rows<ComparedRow>(sql`
      WITH line (case_id, member_id) AS (
        SELECT failure_episode.id, organisation.id
          FROM failure_episode
         CROSS JOIN organisation
         WHERE failure_episode.id IN (${these}) AND organisation.id = failure_episode.organisation_id
           AND ${open('organisation')}
         UNION
        SELECT failure_episode.id, organisation.id
          FROM failure_episode
         CROSS JOIN organisation
         WHERE failure_episode.id IN (${these}) AND organisation.parent_id = failure_episode.organisation_id
           AND organisation.kind IN ('council_service', 'hospital_site') AND ${open('organisation')}
         UNION
        SELECT failure_episode.id, organisation_link.from_id
          FROM failure_episode
         CROSS JOIN organisation_link
         WHERE failure_episode.id IN (${these}) AND organisation_link.to_id = failure_episode.organisation_id
           AND organisation_link.type = 'delivers_for' AND ${open('organisation_link')}
           AND ${ofOpenBody('organisation_link.from_id')}
           AND NOT EXISTS (
                 SELECT 1
                   FROM organisation_link AS elsewhere
                  WHERE elsewhere.from_id = organisation_link.from_id AND elsewhere.type = 'delivers_for'
                    AND elsewhere.to_id <> organisation_link.to_id AND ${open('elsewhere')}
                    AND ${ofOpenBody('elsewhere.to_id')}
               )
      ),
      named (case_id, record_id, level) AS (
        SELECT episode_fact.episode_id, episode_fact.record_id, MAX(episode_fact.level)
          FROM episode_fact
         WHERE episode_fact.episode_id IN (${these})
           AND episode_fact.role IN ('warning', 'first_warning', 'peer', 'intervention', 'lighter_cover')
         GROUP BY episode_fact.episode_id, episode_fact.record_id
      ),
      turn (case_id, record_id) AS (
        SELECT failure_episode.id, COALESCE(failure_episode.derived_trigger_inspection_id, failure_episode.trigger_inspection_id)
          FROM failure_episode WHERE failure_episode.id IN (${these})
         UNION
        SELECT failure_episode.id, COALESCE(failure_episode.derived_not_failing_inspection_id, failure_episode.not_failing_inspection_id)
          FROM failure_episode WHERE failure_episode.id IN (${these})
         UNION
        SELECT failure_episode.id, COALESCE(failure_episode.derived_good_inspection_id, failure_episode.good_inspection_id)
          FROM failure_episode WHERE failure_episode.id IN (${these})
         UNION
        SELECT failure_episode.id, failure_episode.trigger_intervention_id
          FROM failure_episode WHERE failure_episode.id IN (${these})
      ),
      told (case_id, record_id) AS (
        SELECT named.case_id, named.record_id FROM named
         UNION
        SELECT turn.case_id, turn.record_id FROM turn WHERE turn.record_id IS NOT NULL
      ),
      owned (case_id, record_id) AS (
        SELECT line.case_id, inspection.id
          FROM line CROSS JOIN inspection WHERE inspection.organisation_id = line.member_id
         UNION
        SELECT line.case_id, intervention.id
          FROM line CROSS JOIN intervention WHERE intervention.organisation_id = line.member_id
         UNION
        SELECT line.case_id, peer_support.id
          FROM line CROSS JOIN peer_support WHERE peer_support.organisation_id = line.member_id
         UNION
        SELECT line.case_id, warning_sign.id
          FROM line CROSS JOIN warning_sign WHERE warning_sign.organisation_id = line.member_id
         UNION
        SELECT told.case_id, told.record_id FROM told
      )
      ${judgements} UNION ALL ${interventions} UNION ALL ${support} UNION ALL ${warnings} UNION ALL ${posts}
      UNION ALL ${plans} UNION ALL ${boards} UNION ALL ${structure}
       ORDER BY "caseId", kind, "startsOn", "recordId", position`);
  }
}

/*
 * CROSS JOIN holds SQLite to its order: a few cases first, then their facts by index. PostgreSQL plans it like any
 * other join.
 */

const isNamed = (table: string): Sql =>
  fixed(`CASE WHEN EXISTS (
               SELECT 1 FROM told WHERE told.case_id = owned.case_id AND told.record_id = ${table}.id
             ) THEN 1 ELSE 0 END`);

const isOfAnother = (table: string): Sql =>
  fixed(`CASE WHEN EXISTS (
               SELECT 1 FROM episode_fact
                WHERE episode_fact.record_id = ${table}.id AND episode_fact.episode_id <> owned.case_id
                  AND episode_fact.role IN ('warning', 'first_warning', 'peer', 'intervention')
             ) THEN 1 ELSE 0 END`);

const certainty = (table: string): Sql => fixed(`${table}.verified, ${table}.inferred`);

/**
 * Graded inspections, and conclusions in words that are a failure by their framework: one row a headline, or one where
 * there is none.
 */
const judgements = sql`
      SELECT owned.case_id AS "caseId", 'judgement' AS kind, inspection.id AS "recordId", inspection.ref AS ref,
             COALESCE(judgement.position, 0) AS position, inspection.judged_on AS "startsOn", ${noText} AS "endsOn",
             CASE WHEN framework.formal_failure LIKE '%"' || inspection.category_key || '"%' THEN 'failing'
                  ELSE COALESCE(rating_grade.band, 'none') END AS code,
             COALESCE(judgement.label, rating_grade.label, inspection.overall_label,
               CASE WHEN judgement.absence IS NULL OR judgement.absence = 'no_such_judgement' THEN NULL
                    WHEN judgement.absence IN ('not_in_the_source', 'unreadable', 'removed_from_source') THEN 'grade not known'
                    ELSE 'not rated' END,
               replace(inspection.category_key, '_', ' ')) AS label,
             inspection.inspectorate_name AS detail, COALESCE(inspection.area, framework.episode_area) AS area,
             inspection.unit AS unit, framework.title AS "frameworkTitle", rating_scale.key AS scale,
             rating_scale.label AS "scaleLabel", ${noNumber} AS level,
             CASE WHEN EXISTS (
               SELECT 1 FROM judgement AS part JOIN rating_grade AS part_grade ON part_grade.id = part.grade_id
                WHERE part.inspection_id = inspection.id AND part.is_overall = 0 AND part.area_key IS NOT NULL
                  AND part_grade.is_failing = 1
             ) THEN 1 ELSE 0 END AS flag,
             ${isNamed('inspection')} AS "isNamed", 0 AS "isOfAnother",
             inspection.verified AS verified, inspection.inferred AS inferred
        FROM owned
       CROSS JOIN inspection
        LEFT JOIN framework ON framework.id = inspection.framework_id
        LEFT JOIN judgement ON judgement.inspection_id = inspection.id AND judgement.is_overall = 1
        LEFT JOIN rating_grade ON rating_grade.id = judgement.grade_id
        LEFT JOIN rating_scale ON rating_scale.id = COALESCE(rating_grade.scale_id, framework.scale_id)
       WHERE inspection.id = owned.record_id AND ${ofOpenBody('inspection.organisation_id')} AND inspection.judged_on IS NOT NULL AND ${open('inspection')}
         AND (inspection.graded = 1 OR framework.formal_failure LIKE '%"' || inspection.category_key || '"%')`;

const interventions = sql`
      SELECT owned.case_id, 'intervention', intervention.id, intervention.ref, 0, intervention.started_on,
             intervention.ended_on, intervention.kind, intervention.type_text, intervention.authority, intervention.area,
             ${noText}, ${noText}, ${noText}, ${noText},
             COALESCE((SELECT named.level FROM named
                        WHERE named.case_id = owned.case_id AND named.record_id = intervention.id), intervention.level), 0,
             ${isNamed('intervention')}, ${isOfAnother('intervention')}, ${certainty('intervention')}
        FROM owned
       CROSS JOIN intervention
       WHERE intervention.id = owned.record_id AND ${ofOpenBody('intervention.organisation_id')} AND ${open('intervention')}`;

/** Help that was only offered is nobody’s help yet; help of which only its dates are known has come. */
const support = sql`
      SELECT owned.case_id, 'support', peer_support.id, peer_support.ref, 0,
             COALESCE(peer_support.started_on, peer_support.agreed_on), peer_support.ended_on, peer_support.type,
             peer_support.provider, CASE WHEN peer_support.same_as_kind = 'intervention' THEN peer_support.same_as_id END,
             ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noNumber}, 0,
             ${isNamed('peer_support')}, ${isOfAnother('peer_support')}, ${certainty('peer_support')}
        FROM owned
       CROSS JOIN peer_support
       WHERE peer_support.id = owned.record_id AND ${ofOpenBody('peer_support.organisation_id')} AND ${open('peer_support')}
         AND (peer_support.status IS NULL OR peer_support.status IN ('visited', 'reported'))`;

const warnings = sql`
      SELECT owned.case_id, 'warning', warning_sign.id, warning_sign.ref, 0, warning_sign.occurred_on, ${noText},
             warning_sign.kind, warning_sign.text, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText},
             ${noNumber}, 0, ${isNamed('warning_sign')}, ${isOfAnother('warning_sign')}, ${certainty('warning_sign')}
        FROM owned
       CROSS JOIN warning_sign
       WHERE warning_sign.id = owned.record_id AND ${ofOpenBody('warning_sign.organisation_id')} AND ${open('warning_sign')}`;

const posts = sql`
      SELECT line.case_id, 'post', post_holding.id, ${noText}, 0, post_holding.started_on, post_holding.ended_on,
             post_holding.post, post_holding.holder_name, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText},
             ${noNumber}, COALESCE(post_holding.interim, 0), 0, 0, ${certainty('post_holding')}
        FROM line
       CROSS JOIN post_holding
       WHERE post_holding.organisation_id = line.member_id AND ${open('post_holding')}`;

/** Versions that were agreed and published. A plan that was made for another episode is left out. */
const plans = sql`
      SELECT line.case_id, 'plan', plan_version.id, plan.ref, plan_version.number, plan_version.agreed_on, ${noText},
             ${noText}, plan.title, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, plan_version.number, 0,
             CASE WHEN plan.episode_id = line.case_id THEN 1 ELSE 0 END,
             CASE WHEN plan.episode_id <> line.case_id THEN 1 ELSE 0 END, 0, 0
        FROM line
       CROSS JOIN plan
        JOIN plan_version ON plan_version.plan_id = plan.id
       WHERE plan.organisation_id = line.member_id AND plan.withdrawn_at IS NULL AND ${open('plan_version')}
         AND plan_version.agreed_on IS NOT NULL`;

const boards = sql`
      SELECT line.case_id, 'board', board.id, board.ref, 0, board.started_on, board.ended_on, ${noText}, board.name,
             ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noText}, ${noNumber}, 0, 0, 0, 0, 0
        FROM line
       CROSS JOIN board
       WHERE board.organisation_id = line.member_id AND ${open('board')}`;

const structure = sql`
      SELECT line.case_id, 'structure', structural_change.id, ${noText}, 0, structural_change.occurred_on, ${noText},
             structural_change.kind, structural_change.text, ${noText}, ${noText}, ${noText}, ${noText}, ${noText},
             ${noText}, ${noNumber}, 0, 0, 0, ${certainty('structural_change')}
        FROM line
       CROSS JOIN structural_change
       WHERE structural_change.organisation_id = line.member_id AND ${open('structural_change')}`;
