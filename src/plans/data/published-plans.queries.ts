import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { list, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

/** A version that everybody may read, of a plan that is on the record. */
export type PublishedVersionRow = {
  readonly planId: string;
  readonly planRef: string;
  readonly number: number;
  readonly agreedOn: CalendarDay;
  readonly approvedBy: string | null;
  readonly decisionRef: string | null;
  readonly summaryOfChange: string | null;
  readonly publishedAt: string;
};

/** What everybody may read of plans: versions as they were agreed and published, and nothing else. */
@Injectable()
export class PublishedPlansQueries {
  constructor(private readonly db: Database) {}

  /** Of a body, plan by plan, the newest version first. */
  versionsOf(organisationId: string): Promise<PublishedVersionRow[]> {
    return this.db.rows<PublishedVersionRow>(sql`
      SELECT plan.id AS "planId", plan.ref AS "planRef", plan_version.number, plan_version.agreed_on AS "agreedOn",
             plan_version.approved_by AS "approvedBy", plan_version.decision_ref AS "decisionRef",
             plan_version.summary_of_change AS "summaryOfChange", plan_version.published_at AS "publishedAt"
        FROM plan_version
        JOIN plan ON plan.id = plan_version.plan_id
       WHERE plan.organisation_id = ${organisationId} AND plan.withdrawn_at IS NULL
         AND plan_version.visibility = 'public' AND plan_version.withdrawn_at IS NULL
       ORDER BY plan.ref, plan_version.number DESC`);
  }

  /** What published versions hold, as JSON; each by its plan and number, `PL-0001 2`. */
  async held(
    versions: readonly Pick<PublishedVersionRow, 'planId' | 'number'>[],
  ): Promise<ReadonlyMap<string, string>> {
    if (versions.length === 0) return new Map();
    const rows = await this.db.rows<{ planId: string; planRef: string; number: number; frozen: string }>(sql`
      SELECT plan_version.plan_id AS "planId", plan.ref AS "planRef", plan_version.number, plan_version.frozen
        FROM plan_version
        JOIN plan ON plan.id = plan_version.plan_id
       WHERE plan_version.plan_id IN (${list(versions.map(({ planId }) => planId))})
         AND plan_version.number IN (${list(versions.map(({ number }) => number))})
         AND plan_version.visibility = 'public' AND plan_version.withdrawn_at IS NULL`);
    return new Map(rows.map(({ planRef, number, frozen }) => [`${planRef} ${number}`, frozen]));
  }
}
