import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { fixed, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';

export type GuestRow = {
  readonly accountId: string;
  readonly name: string;
  readonly fromOn: CalendarDay | null;
  readonly toOn: CalendarDay | null;
  readonly invitedAt: string;
  readonly invitedBy: string;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
};

export type InspectorRow = { readonly id: string; readonly name: string; readonly inspectorate: string | null };

/** Whether an account is a guest of the plan in this column on this day: an invitation ends by itself. */
export const isGuestOf = (planColumn: string, accountId: string | null, today: CalendarDay): Sql => sql`EXISTS (
  SELECT 1 FROM plan_guest
   WHERE plan_guest.plan_id = ${fixed(planColumn)} AND plan_guest.account_id = ${accountId}
     AND plan_guest.ended_at IS NULL AND coalesce(plan_guest.from_on, ${today}) <= ${today}
     AND coalesce(plan_guest.to_on, ${today}) >= ${today})`;

/** The inspectors whom a board lets read its plan. */
@Injectable()
export class GuestsQueries {
  constructor(private readonly db: Database) {}

  /** Everybody who was ever invited, the latest first; whoever asks has found the plan within their reach. */
  ofPlan(planId: string): Promise<GuestRow[]> {
    return this.db.rows<GuestRow>(sql`
      SELECT plan_guest.account_id AS "accountId", account.name, plan_guest.from_on AS "fromOn",
             plan_guest.to_on AS "toOn", plan_guest.invited_at AS "invitedAt", plan_guest.invited_by AS "invitedBy",
             plan_guest.ended_at AS "endedAt", plan_guest.ended_by AS "endedBy"
        FROM plan_guest
        JOIN account ON account.id = plan_guest.account_id
       WHERE plan_guest.plan_id = ${planId}
       ORDER BY plan_guest.invited_at DESC, account.name`);
  }

  /** Inspectors who could be invited: those who have no part in the body itself. */
  inspectors(organisationId: string, today: CalendarDay): Promise<InspectorRow[]> {
    return this.db.rows<InspectorRow>(sql`
      SELECT account.id, account.name, min(inspectorate.name) AS inspectorate
        FROM role_grant
        JOIN account ON account.id = role_grant.account_id
        LEFT JOIN inspectorate ON inspectorate.id = role_grant.inspectorate_id
       WHERE role_grant.role IN ('inspector', 'lead_inspector') AND role_grant.ended_at IS NULL
         AND role_grant.from_on <= ${today} AND coalesce(role_grant.to_on, ${today}) >= ${today}
         AND account.status = 'active'
         AND NOT EXISTS (SELECT 1 FROM role_grant AS own
                          WHERE own.account_id = account.id AND own.organisation_id = ${organisationId}
                            AND own.ended_at IS NULL AND coalesce(own.to_on, ${today}) >= ${today})
       GROUP BY account.id, account.name
       ORDER BY account.name, account.id`);
  }
}
