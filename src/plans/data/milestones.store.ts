import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { CalendarDay } from '../../kernel/calendar-day.js';
import type { Stamp } from '../../sources/domain/keeping.js';
import type { Recorded } from '../../sources/domain/new-fact.js';
import { referencesIn } from '../domain/adapted-from.js';
import type { MilestoneState } from '../domain/milestone-state.js';
import type { BoardDecision, DependencyKind, LinkKind, OwnerRating, ReasonCode } from '../domain/milestone-words.js';
import type { MilestoneWords, NewCheck, NewMilestone } from '../domain/new-plan.js';
import {
  Dependency,
  Milestone,
  MilestoneCheck,
  MilestoneLink,
  MilestoneMove,
  MilestoneUpdate,
} from './milestone.entity.js';
import { keptForTheBoard } from './plans.store.js';

export type MilestoneStanding = {
  readonly state: MilestoneState;
  readonly completedOn: CalendarDay | null;
  readonly completedBy: string | null;
  readonly impactDue: CalendarDay | null;
  readonly impactShownOn: CalendarDay | null;
  readonly evidenceOwedUntil: CalendarDay | null;
};

type NewMove = {
  readonly from: MilestoneState;
  readonly to: MilestoneState;
  readonly on: CalendarDay;
  readonly reason: string | null;
  readonly decision: BoardDecision | null;
};

@Injectable()
export class MilestonesStore {
  constructor(private readonly db: Database) {}

  async add(stamp: Stamp, planId: string, given: NewMilestone): Promise<Recorded> {
    const [ref = ''] = await this.db.nextReferences('MS', 1);
    const id = randomUUID();
    await this.db.insert(Milestone, [
      {
        id,
        ref,
        planId,
        priorityId: given.priorityId,
        ...wordColumns(given),
        baselineDue: given.firstDue ?? null,
        currentDue: given.dueOn,
        forecastDue: null,
        state: 'not_started',
        ownerRating: null,
        completedOn: null,
        completedBy: null,
        impactDue: null,
        impactShownOn: null,
        evidenceOwedUntil: null,
        dateWrittenAt: stamp.at,
        dateWrittenBy: stamp.by,
        kept: keptForTheBoard(stamp),
      },
    ]);
    return { id, ref };
  }

  async edit(id: string, given: MilestoneWords): Promise<void> {
    const words = wordColumns(given);
    await this.db.run(sql`
      UPDATE milestone
         SET priority_id = ${given.priorityId}, their_ref = ${words.theirRef}, title = ${words.title},
             done_means = ${words.doneMeans}, owner_post = ${words.ownerPost}, deputy_post = ${words.deputyPost},
             lever = ${words.lever}, horizon = ${words.horizon}, weight = ${words.weight},
             start_on = ${words.startOn}, adapted_from = ${words.adaptedFrom}, adapted_ref = ${words.adaptedRef},
             safety_critical = ${words.safetyCritical}, version = version + 1
       WHERE milestone.id = ${id}`);
  }

  /** Writes another current date. `baseline_due` is none of this statement’s business. */
  async setDue({ at, by }: Stamp, id: string, dueOn: CalendarDay): Promise<void> {
    await this.db.run(sql`
      UPDATE milestone
         SET current_due = ${dueOn}, date_written_at = ${at}, date_written_by = ${by}, version = version + 1
       WHERE milestone.id = ${id}`);
  }

  /** Fixes the first date of one milestone where there is none yet. */
  async fixBaseline(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE milestone SET baseline_due = current_due WHERE milestone.id = ${id} AND milestone.baseline_due IS NULL`);
  }

  /** A version was agreed: the date that it held is the first one of every milestone that had none. */
  async fixBaselineAs(id: string, dueOn: CalendarDay): Promise<void> {
    await this.db.run(sql`
      UPDATE milestone SET baseline_due = ${dueOn} WHERE milestone.id = ${id} AND milestone.baseline_due IS NULL`);
  }

  async stand(id: string, standing: MilestoneStanding): Promise<void> {
    await this.db.run(sql`
      UPDATE milestone
         SET state = ${standing.state}, completed_on = ${standing.completedOn},
             completed_by = ${standing.completedBy}, impact_due = ${standing.impactDue},
             impact_shown_on = ${standing.impactShownOn}, evidence_owed_until = ${standing.evidenceOwedUntil},
             version = version + 1
       WHERE milestone.id = ${id}`);
  }

  async evidenceHasCome(id: string): Promise<void> {
    await this.db.run(sql`
      UPDATE milestone SET evidence_owed_until = NULL, version = version + 1 WHERE milestone.id = ${id}`);
  }

  async say(
    id: string,
    { rating, forecastDue }: { readonly rating: OwnerRating | null; readonly forecastDue: CalendarDay | null },
  ): Promise<void> {
    await this.db.run(sql`
      UPDATE milestone
         SET owner_rating = ${rating}, forecast_due = ${forecastDue}, version = version + 1
       WHERE milestone.id = ${id}`);
  }

  async addUpdate(
    { at, by }: Stamp,
    milestoneId: string,
    said: {
      readonly reviewRef: string | null;
      readonly state: MilestoneState;
      readonly rating: OwnerRating | null;
      readonly reasonCode: ReasonCode | null;
      readonly note: string | null;
      readonly forecastDue: CalendarDay | null;
      readonly evidenceOwed: boolean;
    },
  ): Promise<string> {
    const id = randomUUID();
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(milestone_update.position) AS position
        FROM milestone_update WHERE milestone_update.milestone_id = ${milestoneId}`);
    const position = (last?.position ?? 0) + 1;
    const evidenceOwed = Number(said.evidenceOwed);
    await this.db.insert(MilestoneUpdate, [{ ...said, id, milestoneId, position, at, byName: by, evidenceOwed }]);
    return id;
  }

  async addMove({ at, by }: Stamp, milestoneId: string, { from, to, on, reason, decision }: NewMove): Promise<void> {
    const last = await this.db.row<{ position: number | null }>(sql`
      SELECT MAX(milestone_move.position) AS position
        FROM milestone_move WHERE milestone_move.milestone_id = ${milestoneId}`);
    await this.db.insert(MilestoneMove, [
      {
        id: randomUUID(),
        milestoneId,
        position: (last?.position ?? 0) + 1,
        fromState: from,
        toState: to,
        onDay: on,
        reason,
        decisionId: decision?.id ?? null,
        decisionRef: decision?.ref ?? null,
        approvedBy: decision?.approvedBy ?? null,
        at,
        byName: by,
      },
    ]);
  }

  async addCheck({ at, by }: Stamp, milestoneId: string, check: NewCheck): Promise<string> {
    const id = randomUUID();
    await this.db.insert(MilestoneCheck, [{ ...check, id, milestoneId, recordedAt: at, recordedBy: by }]);
    return id;
  }

  async link({ at, by }: Stamp, milestoneId: string, kind: LinkKind, targetId: string): Promise<void> {
    await this.db.insert(MilestoneLink, [
      { id: randomUUID(), milestoneId, kind, targetId, recordedAt: at, recordedBy: by },
    ]);
  }

  async unlink(milestoneId: string, kind: LinkKind, targetId: string): Promise<void> {
    await this.db.run(sql`
      DELETE FROM milestone_link
       WHERE milestone_link.milestone_id = ${milestoneId} AND milestone_link.kind = ${kind}
         AND milestone_link.target_id = ${targetId}`);
  }

  async depend({ at, by }: Stamp, fromId: string, toId: string, kind: DependencyKind): Promise<void> {
    await this.db.insert(Dependency, [{ id: randomUUID(), fromId, toId, kind, recordedAt: at, recordedBy: by }]);
  }

  async undepend(fromId: string, toId: string): Promise<void> {
    await this.db.run(sql`
      DELETE FROM dependency WHERE dependency.from_id = ${fromId} AND dependency.to_id = ${toId}`);
  }

  /** Something that belongs to it has changed: whoever has read it should read it again. */
  async touch(id: string): Promise<void> {
    await this.db.run(sql`UPDATE milestone SET version = version + 1 WHERE milestone.id = ${id}`);
  }
}

const wordColumns = (given: MilestoneWords) => ({
  theirRef: given.theirRef ?? null,
  title: given.title,
  doneMeans: given.doneMeans,
  ownerPost: given.ownerPost ?? null,
  deputyPost: given.deputyPost ?? null,
  lever: given.lever ?? null,
  horizon: given.horizon ?? null,
  weight: given.weight ?? 'medium',
  startOn: given.startOn ?? null,
  adaptedFrom: given.adaptedFrom ?? null,
  adaptedRef: referencesIn(given.adaptedFrom ?? '')[0] ?? null,
  safetyCritical: Number(given.safetyCritical ?? false),
});
