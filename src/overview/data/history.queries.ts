import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, type Sql, sql } from '../../database/sql.js';
import { ofOpenBody } from '../../organisations/data/open-bodies.js';
import type { HistoryObjectRow, NamedIdRow } from './history.row.js';

const none = fixed('CAST(NULL AS varchar(400))');
const yes = fixed('1');
const everybodys = fixed(`'public' AS "visibility", CAST(NULL AS varchar(24)) AS "publishedAt",
             CAST(NULL AS varchar(24)) AS "withdrawnAt"`);

const keptOf = (table: string): Sql =>
  fixed(`${table}.visibility, ${table}.published_at AS "publishedAt", ${table}.withdrawn_at AS "withdrawnAt"`);

/** What is asked of a record of a body, which is hidden with its body. `title` and `found` are code. */
const ofBody = (table: string, title: string, place: Sql = none): Sql => sql`${fixed(`${table}.id`)},
             ${fixed(title)} AS "title", ${keptOf(table)}, ${fixed(`${table}.organisation_id`)} AS "organisationId",
             CASE WHEN ${ofOpenBody(`${table}.organisation_id`)} THEN 1 ELSE 0 END AS "ofOpenBody",
             ${none} AS "inspectorateId", ${place} AS "place"`;

/** What is asked of a record of a board: its history is for the people of its body, whatever is published of it. */
const ofBoard = (table: string): Sql => sql`'board' AS "visibility", ${none} AS "publishedAt",
             ${fixed(`${table}.withdrawn_at`)} AS "withdrawnAt", board.organisation_id AS "organisationId",
             CASE WHEN ${ofOpenBody('board.organisation_id')} THEN 1 ELSE 0 END AS "ofOpenBody",
             ${none} AS "inspectorateId"`;

/**
 * Every kind of object that has a history, by the name that the trail gives it, and how one is found. A kind that is
 * not here has no history page.
 */
const finders = {
  organisation: (asked: string) => sql`
      SELECT organisation.id, organisation.ref, organisation.name AS "title", ${keptOf('organisation')},
             organisation.id AS "organisationId", ${yes} AS "ofOpenBody", ${none} AS "inspectorateId",
             organisation.slug AS "place"
        FROM organisation
       WHERE organisation.ref = ${asked}`,
  inspection: (asked: string) => sql`
      SELECT inspection.id, inspection.ref, 'Inspection ' || inspection.ref AS "title", ${keptOf('inspection')},
             inspection.organisation_id AS "organisationId",
             CASE WHEN ${ofOpenBody('inspection.organisation_id')} THEN 1 ELSE 0 END AS "ofOpenBody",
             framework.inspectorate_id AS "inspectorateId", inspection.ref AS "place"
        FROM inspection
        LEFT JOIN framework ON framework.id = inspection.framework_id
       WHERE inspection.ref = ${asked}`,
  failure_episode: (asked: string) => sql`
      SELECT failure_episode.ref, ${ofBody('failure_episode', `'Failure episode ' || failure_episode.ref`, fixed('failure_episode.ref'))}
        FROM failure_episode
       WHERE failure_episode.ref = ${asked}`,
  intervention: (asked: string) => sql`
      SELECT intervention.ref, ${ofBody('intervention', `'Intervention ' || intervention.ref`)}
        FROM intervention
       WHERE intervention.ref = ${asked}`,
  warning_sign: (asked: string) => sql`
      SELECT warning_sign.ref, ${ofBody('warning_sign', `'Warning sign ' || warning_sign.ref`)}
        FROM warning_sign
       WHERE warning_sign.ref = ${asked}`,
  peer_support: (asked: string) => sql`
      SELECT peer_support.ref, ${ofBody('peer_support', `'Help from peers ' || peer_support.ref`)}
        FROM peer_support
       WHERE peer_support.ref = ${asked}`,
  structural_change: (asked: string) => sql`
      SELECT ${none} AS "ref", ${ofBody('structural_change', `'Structural change'`)}
        FROM structural_change
       WHERE structural_change.id = ${asked}`,
  sustainment_check: (asked: string) => sql`
      SELECT ${none} AS "ref", ${ofBody('sustainment_check', `'Check after the exit'`)}
        FROM sustainment_check
       WHERE sustainment_check.id = ${asked}`,
  post_holding: (asked: string) => sql`
      SELECT ${none} AS "ref", ${ofBody('post_holding', `'Post held'`)}
        FROM post_holding
       WHERE post_holding.id = ${asked}`,
  plan: (asked: string) => sql`
      SELECT plan.ref, ${ofBody('plan', 'plan.title', fixed('plan.ref'))}
        FROM plan
       WHERE plan.ref = ${asked}`,
  milestone: (asked: string) => sql`
      SELECT milestone.id, milestone.ref, milestone.title AS "title", ${keptOf('milestone')},
             plan.organisation_id AS "organisationId",
             CASE WHEN ${ofOpenBody('plan.organisation_id')} THEN 1 ELSE 0 END AS "ofOpenBody",
             ${none} AS "inspectorateId", plan.ref AS "place"
        FROM milestone
        JOIN plan ON plan.id = milestone.plan_id
       WHERE milestone.ref = ${asked}`,
  evidence: (asked: string) => sql`
      SELECT evidence.ref, ${ofBody('evidence', 'evidence.title', fixed('evidence.ref'))}
        FROM evidence
       WHERE evidence.ref = ${asked}`,
  risk: (asked: string) => sql`
      SELECT risk.ref, ${ofBody('risk', 'risk.title', fixed('risk.ref'))}
        FROM risk
       WHERE risk.ref = ${asked}`,
  self_assessment: (asked: string) => sql`
      SELECT self_assessment.ref, ${ofBody('self_assessment', `'Self-assessment ' || self_assessment.ref`, fixed('self_assessment.ref'))}
        FROM self_assessment
       WHERE self_assessment.ref = ${asked}`,
  board_view: (asked: string) => sql`
      SELECT board_view.ref, ${ofBody('board_view', `'View of the board ' || board_view.ref`, fixed('board_view.ref'))}
        FROM board_view
       WHERE board_view.ref = ${asked}`,
  measure: (asked: string) => sql`
      SELECT measure.ref, ${ofBody('measure', 'measure.name', fixed('measure.ref'))}
        FROM measure
       WHERE measure.ref = ${asked}`,
  programme: (asked: string) => sql`
      SELECT programme.id, programme.ref, programme.name AS "title", ${keptOf('programme')},
             programme.owner_id AS "organisationId",
             CASE WHEN programme.owner_id IS NULL OR ${ofOpenBody('programme.owner_id')} THEN 1 ELSE 0 END AS "ofOpenBody", ${none} AS "inspectorateId",
             programme.slug AS "place"
        FROM programme
       WHERE programme.ref = ${asked}`,
  source: (asked: string) => sql`
      SELECT source.id, source.ref, source.title, ${keptOf('source')}, ${none} AS "organisationId",
             ${yes} AS "ofOpenBody", ${none} AS "inspectorateId", source.ref AS "place"
        FROM source
       WHERE source.ref = ${asked}`,
  correction_request: (asked: string) => sql`
      SELECT correction_request.id, correction_request.ref,
             'Report of a mistake ' || correction_request.ref AS "title", ${everybodys}, ${none} AS "organisationId",
             ${yes} AS "ofOpenBody", ${none} AS "inspectorateId", correction_request.ref AS "place"
        FROM correction_request
       WHERE correction_request.ref = ${asked}`,
  // Never public, whatever becomes of it: what is published of it has a history of its own.
  record_entry: (asked: string) => sql`
      SELECT record_entry.id, record_entry.ref, 'Entry ' || record_entry.ref AS "title", ${everybodys},
             ${none} AS "organisationId", 0 AS "ofOpenBody", ${none} AS "inspectorateId", record_entry.ref AS "place"
        FROM record_entry
       WHERE record_entry.ref = ${asked}`,
  // What is on the record is public as the facts that it made; how a file came there is for whoever keeps the record.
  import_batch: (asked: string) => sql`
      SELECT imported.ref AS "id", imported.ref, 'Import ' || imported.ref AS "title", ${everybodys},
             ${none} AS "organisationId", 0 AS "ofOpenBody", ${none} AS "inspectorateId", imported.ref AS "place"
        FROM (SELECT import_batch.ref FROM import_batch WHERE import_batch.ref = ${asked}
              UNION SELECT staged_import.ref FROM staged_import WHERE staged_import.ref = ${asked}) AS imported`,
  framework: (asked: string) => sql`
      SELECT framework.id, framework.key AS "ref", framework.title, ${everybodys}, ${none} AS "organisationId",
             ${yes} AS "ofOpenBody", framework.inspectorate_id AS "inspectorateId", framework.key AS "place"
        FROM framework
       WHERE framework.key = ${asked}`,
  board: (asked: string) => sql`
      SELECT board.id, board.ref, board.name AS "title", ${ofBoard('board')}, board.ref AS "place"
        FROM board
       WHERE board.ref = ${asked}`,
  review: (asked: string) => sql`
      SELECT review.id, review.ref, 'Meeting ' || review.ref AS "title", ${ofBoard('review')}, review.ref AS "place"
        FROM review
        JOIN board ON board.id = review.board_id
       WHERE review.ref = ${asked}`,
  decision: (asked: string) => sql`
      SELECT decision.id, decision.ref, 'Decision ' || decision.ref AS "title", ${ofBoard('decision')},
             decision.ref AS "place"
        FROM decision
        JOIN review ON review.id = decision.review_id
        JOIN board ON board.id = review.board_id
       WHERE decision.ref = ${asked}`,
  challenge: (asked: string) => sql`
      SELECT challenge.id, challenge.ref, 'Challenge ' || challenge.ref AS "title", ${ofBoard('challenge')},
             challenge.ref AS "place"
        FROM challenge
        JOIN review ON review.id = challenge.review_id
        JOIN board ON board.id = review.board_id
       WHERE challenge.ref = ${asked}`,
  board_action: (asked: string) => sql`
      SELECT board_action.id, board_action.ref, 'Action ' || board_action.ref AS "title", ${ofBoard('board_action')},
             board_action.ref AS "place"
        FROM board_action
        JOIN review ON review.id = board_action.review_id
        JOIN board ON board.id = review.board_id
       WHERE board_action.ref = ${asked}`,
  account: (asked: string) => sql`
      SELECT account.id, account.ref, account.name AS "title", 'restricted' AS "visibility",
             CAST(NULL AS varchar(24)) AS "publishedAt", CAST(NULL AS varchar(24)) AS "withdrawnAt",
             ${none} AS "organisationId", 0 AS "ofOpenBody", ${none} AS "inspectorateId", ${none} AS "place"
        FROM account
       WHERE account.ref = ${asked}`,
} as const satisfies Readonly<Record<string, (asked: string) => Sql>>;

export type HistoryKind = keyof typeof finders;

export const isHistoryKind = (kind: string): kind is HistoryKind => Object.hasOwn(finders, kind);

@Injectable()
export class HistoryQueries {
  constructor(private readonly db: Database) {}

  /** The object of this kind that goes by this reference, key or id, whoever may see it. */
  find(kind: HistoryKind, ref: string): Promise<HistoryObjectRow | null> {
    return this.db.row<HistoryObjectRow>(finders[kind](ref));
  }

  /** Whether an account inspects or assures this inspection: a contact of the organisation does neither. */
  async isOnTeam(inspectionId: string, accountId: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT 1 AS one FROM inspection_member
       WHERE inspection_member.inspection_id = ${inspectionId}
         AND inspection_member.account_id = ${accountId}
         AND inspection_member.part IN ('lead', 'inspector', 'quality_assurer')
         AND inspection_member.ended_at IS NULL`);
    return row !== null;
  }

  /** What ids stand for, so far as all may know it: bodies that are open, frameworks, grades, sources. */
  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const these = list(ids);
    const rows = await this.db.rows<NamedIdRow>(sql`
      SELECT organisation.id, organisation.name FROM organisation
       WHERE organisation.id IN (${these}) AND organisation.visibility = 'public' AND organisation.withdrawn_at IS NULL
      UNION ALL
      SELECT inspectorate.id, inspectorate.name FROM inspectorate WHERE inspectorate.id IN (${these})
      UNION ALL
      SELECT framework.id, framework.title AS name FROM framework WHERE framework.id IN (${these})
      UNION ALL
      SELECT rating_scale.id, rating_scale.label AS name FROM rating_scale WHERE rating_scale.id IN (${these})
      UNION ALL
      SELECT rating_grade.id, rating_grade.label AS name FROM rating_grade WHERE rating_grade.id IN (${these})
      UNION ALL
      SELECT source.id, source.title AS name FROM source
       WHERE source.id IN (${these}) AND source.visibility = 'public' AND source.withdrawn_at IS NULL`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
