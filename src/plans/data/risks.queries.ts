import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { withTheirServices } from '../../organisations/data/kin.js';
import { inChunks } from '../../database/in-chunks.js';
import { list, type Sql, sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { Clock } from '../../kernel/clock.js';
import { isGuestOf } from './guests.queries.js';
import type { RiskReviewRow, RiskRow } from './plan.row.js';

/** The registers of risks that a person may read. */
@Injectable()
export class RisksQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Gravest first. */
  within(reach: Reach): Promise<RiskRow[]> {
    return this.db.rows<RiskRow>(this.#risks(riskWithin(reach, this.clock.today())));
  }

  ofOrganisation(organisationId: string): Promise<RiskRow[]> {
    return this.db.rows<RiskRow>(this.#risks(sql`risk.organisation_id = ${organisationId}`));
  }

  byRef(ref: string, reach: Reach): Promise<RiskRow | null> {
    return this.db.row<RiskRow>(this.#risks(sql`risk.ref = ${ref} AND ${riskWithin(reach, this.clock.today())}`));
  }

  reviewsOf(riskIds: readonly string[]): Promise<RiskReviewRow[]> {
    return inChunks(riskIds, (chunk) =>
      this.db.rows<RiskReviewRow>(sql`
        SELECT risk_review.id, risk_review.risk_id AS "riskId", risk_review.position, risk_review.on_day AS "onDay",
               risk_review.likelihood, risk_review.consequence, risk_review.status, risk_review.note,
               risk_review.recorded_at AS "recordedAt", risk_review.recorded_by AS "recordedBy"
          FROM risk_review
         WHERE risk_review.risk_id IN (${list(chunk)})
         ORDER BY risk_review.risk_id, risk_review.position`),
    );
  }

  #risks(which: Sql): Sql {
    return sql`
      SELECT risk.id, risk.ref, risk.organisation_id AS "organisationId", organisation.slug AS "organisationSlug",
             organisation.name AS "organisationName", risk.plan_id AS "planId", plan.ref AS "planRef", risk.title,
             risk.cause, risk.effect, risk.likelihood, risk.consequence, risk.controls, risk.owner_post AS "ownerPost",
             risk.target_likelihood AS "targetLikelihood", risk.target_consequence AS "targetConsequence",
             risk.review_on AS "reviewOn", risk.status, risk.version, risk.recorded_at AS "recordedAt",
             risk.recorded_by AS "recordedBy"
        FROM risk
        JOIN organisation ON organisation.id = risk.organisation_id
        LEFT JOIN plan ON plan.id = risk.plan_id
       WHERE risk.withdrawn_at IS NULL AND ${which}
       ORDER BY CASE risk.status WHEN 'open' THEN 0 ELSE 1 END, risk.likelihood * risk.consequence DESC, risk.ref`;
  }
}

/** Of the bodies of the grants with their services, and of a plan to whose board the person is invited. */
function riskWithin({ any, organisationIds, accountId }: Reach, today: CalendarDay): Sql {
  if (any) return sql`1 = 1`;
  const own =
    organisationIds.length === 0 ? sql`1 = 0` : sql`risk.organisation_id IN (${withTheirServices(organisationIds)})`;
  return sql`(${own} OR ${isGuestOf('risk.plan_id', accountId, today)})`;
}
