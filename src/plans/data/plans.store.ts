import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Visibility } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import { keptColumns, type Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import type { InvitationDays } from '../domain/guest.js';
import type { BoardDecision } from '../domain/milestone-words.js';
import type { NewPlan, NewPriority } from '../domain/new-plan.js';
import type { PlanVersionState } from '../domain/plan-version.js';
import { Plan, PlanGuest, PlanVersion, Priority } from './plan.entity.js';

/** The columns of a record that only the organisation and its board read. */
export const keptForTheBoard = (stamp: Stamp) => ({
  ...keptColumns(stamp),
  visibility: 'board' as const,
  publishedAt: null,
});

@Injectable()
export class PlansStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, { organisationId, episodeId, title }: NewPlan): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('PL', 1);
    const id = randomUUID();
    await this.db.insert(Plan, [
      { id, ref, organisationId, episodeId: episodeId ?? null, title, kept: keptForTheBoard(stamp) },
    ]);
    return { id, ref };
  }

  async edit(id: string, { title, episodeId }: Pick<NewPlan, 'title' | 'episodeId'>): Promise<void> {
    await this.db.run(sql`
      UPDATE plan SET title = ${title}, episode_id = ${episodeId ?? null}, version = version + 1 WHERE plan.id = ${id}`);
  }

  async addPriority(stamp: Stamp, planId: string, priority: NewPriority): Promise<{ id: string; number: number }> {
    const id = randomUUID();
    const number = await this.#next(planId, 'priority');
    await this.db.insert(Priority, [
      {
        id,
        planId,
        number,
        title: priority.title,
        outcome: priority.outcome,
        leadPost: priority.leadPost ?? null,
        sponsor: priority.sponsor ?? null,
        kept: keptForTheBoard(stamp),
      },
    ]);
    return { id, number };
  }

  async editPriority(id: string, { title, outcome, leadPost, sponsor }: NewPriority): Promise<void> {
    await this.db.run(sql`
      UPDATE priority
         SET title = ${title}, outcome = ${outcome}, lead_post = ${leadPost ?? null}, sponsor = ${sponsor ?? null},
             version = version + 1
       WHERE priority.id = ${id}`);
  }

  async addVersion(
    stamp: Stamp,
    planId: string,
    { baseNumber, summary }: { readonly baseNumber: number | null; readonly summary: string | null },
  ): Promise<{ id: string; number: number }> {
    const id = randomUUID();
    const number = await this.#next(planId, 'plan_version');
    await this.db.insert(PlanVersion, [
      {
        id,
        planId,
        number,
        baseNumber,
        state: 'draft',
        proposedAt: null,
        agreedOn: null,
        decisionId: null,
        decisionRef: null,
        approvedBy: null,
        summaryOfChange: summary,
        frozen: null,
        kept: keptForTheBoard(stamp),
      },
    ]);
    return { id, number };
  }

  async propose(
    id: string,
    at: string,
    { summary, frozen }: { readonly summary: string | null; readonly frozen: string },
  ) {
    await this.db.run(sql`
      UPDATE plan_version
         SET state = 'proposed', proposed_at = ${at}, summary_of_change = ${summary}, frozen = ${frozen},
             version = version + 1
       WHERE plan_version.id = ${id}`);
  }

  async backToDraft(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE plan_version
         SET state = 'draft', proposed_at = NULL, frozen = NULL, version = version + 1
       WHERE plan_version.id = ${id}`);
  }

  async agree(id: string, on: CalendarDay, { id: decisionId, ref, approvedBy }: BoardDecision): Promise<void> {
    await this.db.run(sql`
      UPDATE plan_version
         SET state = 'agreed', agreed_on = ${on}, decision_id = ${decisionId}, decision_ref = ${ref},
             approved_by = ${approvedBy}, version = version + 1
       WHERE plan_version.id = ${id}`);
  }

  async setVersionState(id: string, state: PlanVersionState): Promise<void> {
    await this.db.run(sql`
      UPDATE plan_version SET state = ${state}, version = version + 1 WHERE plan_version.id = ${id}`);
  }

  /** One row for each person: who was invited before is invited anew, and the trail keeps what was. */
  async invite(
    { at, by }: Stamp,
    planId: string,
    { accountId, fromOn, toOn }: InvitationDays & { readonly accountId: string },
  ): Promise<void> {
    await this.db.run(sql`
      DELETE FROM plan_guest WHERE plan_guest.plan_id = ${planId} AND plan_guest.account_id = ${accountId}`);
    const open = { endedAt: null, endedBy: null };
    await this.db.insert(PlanGuest, [
      { id: randomUUID(), planId, accountId, invitedAt: at, invitedBy: by, fromOn, toOn, ...open },
    ]);
  }

  async endInvitation({ at, by }: Stamp, planId: string, accountId: string): Promise<void> {
    await this.db.run(sql`
      UPDATE plan_guest SET ended_at = ${at}, ended_by = ${by}
       WHERE plan_guest.plan_id = ${planId} AND plan_guest.account_id = ${accountId}`);
  }

  /** Everybody may read the version from now on, or nobody but the board any more. */
  async setVersionPublic(id: string, publishedAt: string | null): Promise<void> {
    const visibility: Visibility = publishedAt === null ? 'board' : 'public';
    await this.db.run(sql`
      UPDATE plan_version SET visibility = ${visibility}, published_at = ${publishedAt}, version = version + 1
       WHERE plan_version.id = ${id}`);
  }

  async #next(planId: string, of: 'priority' | 'plan_version'): Promise<number> {
    const row = await this.db.row<{ last: number | null }>(
      of === 'priority'
        ? sql`SELECT MAX(priority.number) AS last FROM priority WHERE priority.plan_id = ${planId}`
        : sql`SELECT MAX(plan_version.number) AS last FROM plan_version WHERE plan_version.plan_id = ${planId}`,
    );
    return (row?.last ?? 0) + 1;
  }
}
