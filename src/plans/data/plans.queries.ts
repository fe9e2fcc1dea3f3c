import { Injectable } from '@nestjs/common';
import type { Reach } from '../../access/domain/account.js';
import { Database } from '../../database/database.js';
import { kinOf, withTheirServices } from '../../organisations/data/kin.js';
import { Clock } from '../../kernel/clock.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { list, nothing, type Sql, sql } from '../../database/sql.js';
import { isGuestOf } from './guests.queries.js';
import type { LinkKind } from '../domain/milestone-words.js';
import type { ActionRow, AnsweringRow, BodyRow, PlanRow, PlanVersionRow, PriorityRow } from './plan.row.js';

const everybody = sql`1 = 1`;
const nobody = sql`1 = 0`;

/**
 * Plans within a reach: those of the bodies of its grants with their services, and those to whose board the person is
 * invited. `plan` must be in the statement.
 */
function planWithin({ any, organisationIds, accountId }: Reach, today: CalendarDay): Sql {
  if (any) return everybody;
  const own =
    organisationIds.length === 0 ? null : sql`plan.organisation_id IN (${withTheirServices(organisationIds)})`;
  const invited = accountId === null ? null : isGuestOf('plan.id', accountId, today);
  if (own && invited) return sql`(${own} OR ${invited})`;
  return own ? sql`(${own})` : (invited ?? nobody);
}

/** Plans, their priorities and versions. What lies outside a reach is not there. */
@Injectable()
export class PlansQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  byRef(ref: string, reach: Reach): Promise<PlanRow | null> {
    return this.db.row<PlanRow>(this.#plans(sql`plan.ref = ${ref} AND ${planWithin(reach, this.clock.today())}`));
  }

  byId(id: string, reach: Reach): Promise<PlanRow | null> {
    return this.db.row<PlanRow>(this.#plans(sql`plan.id = ${id} AND ${planWithin(reach, this.clock.today())}`));
  }

  /** Every plan that a person may read, by organisation. */
  within(reach: Reach): Promise<PlanRow[]> {
    return this.db.rows<PlanRow>(this.#plans(planWithin(reach, this.clock.today())));
  }

  ofOrganisation(organisationId: string, reach: Reach): Promise<PlanRow[]> {
    return this.db.rows<PlanRow>(
      this.#plans(sql`plan.organisation_id = ${organisationId} AND ${planWithin(reach, this.clock.today())}`),
    );
  }

  /** The actions that are there for a finding, a risk, a measure: of the plans within a reach, none that is cancelled. */
  async actionsAnswering(kind: LinkKind, targetIds: readonly string[], reach: Reach): Promise<AnsweringRow[]> {
    if (targetIds.length === 0) return [];
    return this.db.rows<AnsweringRow>(sql`
      SELECT milestone_link.target_id AS "targetId", milestone.ref, milestone.title, plan.ref AS "planRef"
        FROM milestone_link
        JOIN milestone ON milestone.id = milestone_link.milestone_id AND milestone.withdrawn_at IS NULL
        JOIN plan ON plan.id = milestone.plan_id AND plan.withdrawn_at IS NULL
        JOIN organisation ON organisation.id = plan.organisation_id
       WHERE milestone_link.kind = ${kind} AND milestone_link.target_id IN (${list(targetIds)})
         AND milestone.state <> 'cancelled' AND ${planWithin(reach, this.clock.today())}
       ORDER BY plan.ref, milestone.ref`);
  }

  /** The actions whose date or state a decision of a board changed, of the plans within a reach. */
  actionsOfDecision(decisionId: string, reach: Reach): Promise<ActionRow[]> {
    return this.db.rows<ActionRow>(sql`
      SELECT milestone.ref, milestone.title, plan.ref AS "planRef"
        FROM milestone
        JOIN plan ON plan.id = milestone.plan_id AND plan.withdrawn_at IS NULL
        JOIN organisation ON organisation.id = plan.organisation_id
       WHERE milestone.withdrawn_at IS NULL AND ${planWithin(reach, this.clock.today())}
         AND milestone.id IN (
           SELECT date_change.milestone_id FROM date_change WHERE date_change.decision_id = ${decisionId}
            UNION
           SELECT milestone_move.milestone_id FROM milestone_move WHERE milestone_move.decision_id = ${decisionId})
       ORDER BY plan.ref, milestone.ref`);
  }

  priorities(planId: string): Promise<PriorityRow[]> {
    return this.db.rows<PriorityRow>(sql`
      SELECT priority.id, priority.plan_id AS "planId", priority.number, priority.title, priority.outcome,
             priority.lead_post AS "leadPost", priority.sponsor, priority.version
        FROM priority
       WHERE priority.plan_id = ${planId} AND priority.withdrawn_at IS NULL
       ORDER BY priority.number`);
  }

  versions(planId: string): Promise<PlanVersionRow[]> {
    return this.versionsOf([planId]);
  }

  async versionsOf(planIds: readonly string[]): Promise<PlanVersionRow[]> {
    if (planIds.length === 0) return [];
    return this.db.rows<PlanVersionRow>(sql`
      SELECT plan_version.id, plan_version.plan_id AS "planId", plan_version.number,
             plan_version.base_number AS "baseNumber", plan_version.state, plan_version.proposed_at AS "proposedAt",
             plan_version.agreed_on AS "agreedOn", plan_version.decision_id AS "decisionId",
             plan_version.decision_ref AS "decisionRef", plan_version.approved_by AS "approvedBy",
             plan_version.summary_of_change AS "summaryOfChange", plan_version.visibility,
             plan_version.published_at AS "publishedAt", plan_version.version, plan_version.recorded_at AS "recordedAt", plan_version.recorded_by AS "recordedBy"
        FROM plan_version
       WHERE plan_version.plan_id IN (${list(planIds)}) AND plan_version.withdrawn_at IS NULL
       ORDER BY plan_version.plan_id, plan_version.number`);
  }

  /** The newest version of each plan that everybody may read, as it was agreed. */
  async newestPublic(
    planIds: readonly string[],
  ): Promise<readonly { readonly planId: string; readonly number: number; readonly frozen: string }[]> {
    if (planIds.length === 0) return [];
    return this.db.rows(sql`
      SELECT plan_version.plan_id AS "planId", plan_version.number, plan_version.frozen
        FROM plan_version
       WHERE plan_version.plan_id IN (${list(planIds)}) AND plan_version.withdrawn_at IS NULL
         AND plan_version.visibility = 'public' AND plan_version.frozen IS NOT NULL
         AND plan_version.number = (SELECT MAX(newer.number) FROM plan_version AS newer
                                     WHERE newer.plan_id = plan_version.plan_id AND newer.withdrawn_at IS NULL
                                       AND newer.visibility = 'public')`);
  }

  /** What a version held when it was proposed, as JSON; null: it is still being written, or there is none. */
  async frozen(planId: string, number: number): Promise<string | null> {
    const row = await this.db.row<{ frozen: string | null }>(sql`
      SELECT plan_version.frozen FROM plan_version
       WHERE plan_version.plan_id = ${planId} AND plan_version.number = ${number}`);
    return row?.frozen ?? null;
  }

  /** A body by the name in its address, as everybody may know it. */
  body(slug: string): Promise<BodyRow | null> {
    return this.db.row<BodyRow>(sql`
      SELECT organisation.id, organisation.name, organisation.slug
        FROM organisation
       WHERE organisation.slug = ${slug} AND organisation.withdrawn_at IS NULL
         AND organisation.visibility = 'public'`);
  }

  /** Bodies of a reach, by name. */
  bodies({ organisationIds }: Reach): Promise<BodyRow[]> {
    if (organisationIds.length === 0) return Promise.resolve([]);
    return this.db.rows<BodyRow>(sql`
      SELECT organisation.id, organisation.name, organisation.slug
        FROM organisation
       WHERE organisation.id IN (${list(organisationIds)}) AND organisation.withdrawn_at IS NULL
       ORDER BY organisation.sort_name`);
  }

  /** Cases of a body, of those that it is part of and of those that are part of it: what a plan may answer. */
  cases(organisationId: string): Promise<{ id: string; ref: string; title: string }[]> {
    return this.db.rows(sql`
      SELECT failure_episode.id, failure_episode.ref, failure_episode.title
        FROM failure_episode
       WHERE failure_episode.withdrawn_at IS NULL
         AND failure_episode.organisation_id IN (
${kinOf(organisationId)})
       ORDER BY failure_episode.trigger_on DESC, failure_episode.ref`);
  }

  async isOpenBody(organisationId: string, reach: Reach): Promise<boolean> {
    const { any, organisationIds } = reach;
    if (!any && organisationIds.length === 0) return false;
    const own = any ? nothing : sql` AND organisation.id IN (${withTheirServices(organisationIds)})`;
    const row = await this.db.row(sql`
      SELECT organisation.id FROM organisation
       WHERE organisation.id = ${organisationId} AND organisation.withdrawn_at IS NULL${own}`);
    return row !== null;
  }

  /** Whether a case belongs to the body, or to one that it is part of or that is part of it. */
  async isCaseOf(episodeId: string, organisationId: string): Promise<boolean> {
    const row = await this.db.row(sql`
      SELECT failure_episode.id
        FROM failure_episode
       WHERE failure_episode.id = ${episodeId} AND failure_episode.withdrawn_at IS NULL
         AND failure_episode.organisation_id IN (${kinOf(organisationId)})`);
    return row !== null;
  }

  #plans(which: Sql): Sql {
    return sql`
      SELECT plan.id, plan.ref, plan.title, plan.organisation_id AS "organisationId",
             organisation.parent_id AS "organisationParentId",
             organisation.slug AS "organisationSlug", organisation.name AS "organisationName", organisation.country,
             plan.episode_id AS "episodeId", failure_episode.ref AS "episodeRef",
             failure_episode.title AS "episodeTitle", plan.visibility, plan.version,
             plan.recorded_at AS "recordedAt", plan.recorded_by AS "recordedBy"
        FROM plan
        JOIN organisation ON organisation.id = plan.organisation_id
        LEFT JOIN failure_episode ON failure_episode.id = plan.episode_id
       WHERE plan.withdrawn_at IS NULL AND ${which}
       ORDER BY organisation.sort_name, plan.ref`;
  }
}
