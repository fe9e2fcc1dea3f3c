import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, list, nothing, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { CountedConcern } from '../domain/concern-counts.js';
import type { AnswerRow, ConcernRow, ConcernStepRow, HearingRow } from './concern.row.js';

/** Of whose concerns: bodies whose speak-up lead the reader is. */
export type Heard = { readonly organisationIds: readonly string[] };

export type DeskAsked = Heard & {
  readonly show: 'open' | 'closed' | null;
  readonly limit: number;
  readonly offset: number;
};

const columns = fixed(`concern.id, concern.ref, concern.organisation_id AS "organisationId",
             organisation.name AS "organisationName", service.name AS "serviceName",
             concern.raised_on AS "raisedOn", concern.route, concern.theme, concern.anonymous,
             concern.wants_reply AS "wantsReply", concern.safety_element AS "safetyElement",
             concern.worker_element AS "workerElement", concern.behaviour,
             concern.detriment_reported AS "detrimentReported",
             CASE WHEN concern.sealed_text IS NULL THEN 0 ELSE 1 END AS "hasWords", concern.state,
             concern.acknowledged_on AS "acknowledgedOn", concern.outcome_shared_on AS "outcomeSharedOn",
             concern.closed_on AS "closedOn", concern.outcome, concern.version`);

const whichOnes = (show: DeskAsked['show']): Sql => {
  if (show === null) return nothing;
  return show === 'closed' ? sql` AND concern.state = ${'closed'}` : sql` AND concern.state <> ${'closed'}`;
};

/** Reads concerns. Nothing here opens what somebody wrote: that is sealed, and asked for apart. */
@Injectable()
export class ConcernsQueries {
  constructor(private readonly db: Database) {}

  /** The bodies whose concerns somebody hears today, and the parts of them, by name. */
  async hearing(today: CalendarDay): Promise<HearingRow[]> {
    const rows = await this.db.rows<HearingRow>(sql`
      SELECT organisation.id, organisation.slug, organisation.name, lead.id AS "heardById", lead.name AS "heardByName",
             organisation.sort_name AS "sortName"
        FROM organisation
        JOIN organisation AS lead ON lead.id = organisation.id OR lead.id = organisation.parent_id
       WHERE organisation.withdrawn_at IS NULL AND organisation.visibility = ${'public'}
         AND lead.id IN (SELECT role_grant.organisation_id
                           FROM role_grant
                           JOIN account ON account.id = role_grant.account_id AND account.status = ${'active'}
                          WHERE role_grant.role = ${'speak_up_lead'} AND role_grant.from_on <= ${today}
                            AND (role_grant.to_on IS NULL OR role_grant.to_on >= ${today})
                            AND role_grant.ended_at IS NULL)
       ORDER BY organisation.sort_name, CASE WHEN lead.id = organisation.id THEN 0 ELSE 1 END, organisation.id`);
    // A part that has a speak-up lead of its own is heard by that one.
    return rows.filter((row, index) => rows.findIndex(({ id }) => id === row.id) === index);
  }

  async answerByReceipt(receiptHash: string): Promise<AnswerRow | null> {
    return this.db.row<AnswerRow>(sql`
      SELECT concern.state, concern.acknowledged_on AS "acknowledgedOn",
             concern.outcome_shared_on AS "outcomeSharedOn", concern.closed_on AS "closedOn", concern.outcome
        FROM concern
       WHERE concern.receipt_hash = ${receiptHash} AND concern.wants_reply = 1`);
  }

  /** Whether a form that was sent twice made its concern the first time. */
  async isReceived(receiptHash: string): Promise<boolean> {
    const row = await this.db.row(sql`SELECT concern.id FROM concern WHERE concern.receipt_hash = ${receiptHash}`);
    return row !== null;
  }

  async desk({ organisationIds, show, limit, offset }: DeskAsked): Promise<ConcernRow[]> {
    if (organisationIds.length === 0) return [];
    return this.db.rows<ConcernRow>(sql`
      SELECT ${columns}
        FROM concern
        JOIN organisation ON organisation.id = concern.organisation_id
        LEFT JOIN organisation AS service ON service.id = concern.service_id
       WHERE concern.organisation_id IN (${list(organisationIds)})${whichOnes(show)}
       ORDER BY CASE WHEN concern.state = ${'closed'} THEN 1 ELSE 0 END, concern.raised_on, concern.ref
       LIMIT ${limit} OFFSET ${offset}`);
  }

  async deskCount({ organisationIds, show }: Pick<DeskAsked, 'organisationIds' | 'show'>): Promise<number> {
    if (organisationIds.length === 0) return 0;
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(*) AS count
        FROM concern
       WHERE concern.organisation_id IN (${list(organisationIds)})${whichOnes(show)}`);
    return Number(row?.count ?? 0);
  }

  /** How many of these bodies wait for their first step. */
  async unacknowledged(organisationIds: readonly string[]): Promise<number> {
    if (organisationIds.length === 0) return 0;
    const row = await this.db.row<{ count: number | string }>(sql`
      SELECT COUNT(*) AS count
        FROM concern
       WHERE concern.organisation_id IN (${list(organisationIds)}) AND concern.state = ${'raised'}`);
    return Number(row?.count ?? 0);
  }

  async byRef(ref: string, { organisationIds }: Heard): Promise<ConcernRow | null> {
    if (organisationIds.length === 0) return null;
    return this.db.row<ConcernRow>(sql`
      SELECT ${columns}
        FROM concern
        JOIN organisation ON organisation.id = concern.organisation_id
        LEFT JOIN organisation AS service ON service.id = concern.service_id
       WHERE concern.ref = ${ref} AND concern.organisation_id IN (${list(organisationIds)})`);
  }

  /** What was written, sealed; null where nothing was. */
  async sealedText(id: string): Promise<string | null> {
    const row = await this.db.row<{ sealedText: string | null }>(sql`
      SELECT concern.sealed_text AS "sealedText" FROM concern WHERE concern.id = ${id}`);
    return row?.sealedText ?? null;
  }

  async steps(concernId: string): Promise<ConcernStepRow[]> {
    return this.db.rows<ConcernStepRow>(sql`
      SELECT concern_step.number, concern_step.state, concern_step.taken_on AS "takenOn",
             concern_step.taken_by AS "takenBy", concern_step.words
        FROM concern_step
       WHERE concern_step.concern_id = ${concernId}
       ORDER BY concern_step.number`);
  }

  /** Of the concerns of one body what is counted, and nothing else. */
  async counted(organisationId: string): Promise<CountedConcern[]> {
    return this.db.rows<CountedConcern>(sql`
      SELECT concern.raised_on AS "raisedOn", concern.theme, concern.acknowledged_on AS "acknowledgedOn",
             concern.outcome_shared_on AS "outcomeSharedOn"
        FROM concern
       WHERE concern.organisation_id = ${organisationId}
       ORDER BY concern.raised_on`);
  }

  /** Since when somebody hears concerns in a body: the first day of its first speak-up lead; null: never yet. */
  async heardSince(organisationId: string): Promise<CalendarDay | null> {
    const row = await this.db.row<{ since: CalendarDay | null }>(sql`
      SELECT MIN(role_grant.from_on) AS since
        FROM role_grant
       WHERE role_grant.role = ${'speak_up_lead'} AND role_grant.organisation_id = ${organisationId}`);
    return row?.since ?? null;
  }

  /** Whether one of these inspectorates has inspected the body on the public record. */
  async isInspectedBy(organisationId: string, inspectorateIds: readonly string[]): Promise<boolean> {
    if (inspectorateIds.length === 0) return false;
    const row = await this.db.row(sql`
      SELECT inspection.id
        FROM inspection
        JOIN framework ON framework.id = inspection.framework_id
       WHERE inspection.organisation_id = ${organisationId}
         AND inspection.visibility = ${'public'} AND inspection.withdrawn_at IS NULL
         AND framework.inspectorate_id IN (${list(inspectorateIds)})
       LIMIT 1`);
    return row !== null;
  }
}
